import { Money, OrderStatus } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { itemCountOf } from '../orders/listed-order.js';
import { view } from '../views.js';

const ORDERS = 3;
const NOTIFICATIONS = 5;

export const HomeScreen = z
  .object({
    user: z.object({ name: z.string(), avatarUrl: z.string() }),
    orders: z
      .array(z.object({ id: z.string(), status: OrderStatus, total: Money, itemCount: z.int() }))
      .nullable(),
    notifications: z
      .array(z.object({ id: z.string(), kind: z.string(), message: z.string(), unread: z.boolean() }))
      .nullable(),
  })
  .meta({ id: 'HomeScreen' });
export type HomeScreen = z.infer<typeof HomeScreen>;

/** The first screen of the app: who, the last orders, the last notifications. */
export const home = view('home', { budgetMs: 800 })
  .required('user', ({ users }, _, { principal }) => users.byId(principal.id))
  .optional('orders', ({ orders }) => orders.ofCaller({ limit: ORDERS }))
  .optional('notifications', ({ notifications }) => notifications.ofCaller({ limit: NOTIFICATIONS }))
  .shape(({ user, orders, notifications }): HomeScreen => ({
    user: { name: user.name, avatarUrl: user.avatarUrl },
    orders:
      orders &&
      orders.items.map((order) => {
        const { id, status, total } = order;
        return { id, status, total, itemCount: itemCountOf(order) };
      }),
    notifications:
      notifications &&
      notifications.items.map(({ id, kind, message, unread }) => ({ id, kind, message, unread })),
  }));
