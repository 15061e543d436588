import { z } from 'zod';
import { OrderSummary, summaryOf } from '../orders/order-summary.js';
import { OwnProfile, ownProfile } from '../profile/own-profile.js';
import { view } from '../views.js';
import { ShownNotification, shownNotification } from './notification.js';
import { ShownPaymentMethod, shownPaymentMethod } from './payment-method.js';

const LINES = 10;

export const AccountPage = z
  .object({
    profile: OwnProfile,
    orders: z.array(OrderSummary).nullable(),
    notifications: z.array(ShownNotification).nullable(),
    paymentMethods: z.array(ShownPaymentMethod).nullable(),
  })
  .meta({ id: 'AccountPage' });

/** All about the caller: profile, the latest orders and notifications, and what may be paid with. */
export const account = view('account')
  .required('profile', ({ users }, _, { principal }) => users.byId(principal.id))
  .optional('orders', ({ orders }) => orders.ofCaller({ limit: LINES }))
  .optional('notifications', ({ notifications }) => notifications.ofCaller({ limit: LINES }))
  .optional('paymentMethods', ({ payments }) => payments.methodsOfCaller())
  .shape(({ profile, orders, notifications, paymentMethods }): z.infer<typeof AccountPage> => ({
    profile: ownProfile(profile),
    orders: orders && orders.items.map(summaryOf),
    notifications: notifications && notifications.items.map(shownNotification),
    paymentMethods: paymentMethods && paymentMethods.map(shownPaymentMethod),
  }));
