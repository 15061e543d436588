import { Card } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { ShownNotification, shownNotification } from '../account/notification.js';
import { OrderSummary, summaryOf } from '../orders/order-summary.js';
import { view } from '../views.js';

const CARDS = 10;

export const HomePage = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string(), avatarUrl: z.string() }),
    orders: z.array(OrderSummary).nullable(),
    notifications: z.array(ShownNotification).nullable(),
    recommendations: z.array(Card).nullable(),
  })
  .meta({ id: 'HomePage' });

/** What greets a user who is logged in: rich cards, ten of each. */
export const home = view('home')
  .required('user', ({ users }, _, { principal }) => users.byId(principal.id))
  .optional('orders', ({ orders }) => orders.ofCaller({ limit: CARDS }))
  .optional('notifications', ({ notifications }) => notifications.ofCaller({ limit: CARDS }))
  .optional('recommendations', ({ recommendations }) => recommendations.ofCaller(CARDS))
  .shape(({ user, orders, notifications, recommendations }): z.infer<typeof HomePage> => ({
    user: { id: user.id, name: user.name, email: user.email, avatarUrl: user.avatarUrl },
    orders: orders && orders.items.map(summaryOf),
    notifications: notifications && notifications.items.map(shownNotification),
    recommendations,
  }));
