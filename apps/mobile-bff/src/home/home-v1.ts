import { olderView } from '@frontdesk/gateway';
import { Money, OrderStatus } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { home, type HomeScreen } from './home.view.js';

export const HomeScreenV1 = z
  .object({
    user: z.object({ name: z.string(), avatarUrl: z.string() }),
    orders: z.array(z.object({ id: z.string(), total: Money, status: OrderStatus })).nullable(),
    notifications: z.array(z.object({ id: z.string(), message: z.string(), unread: z.boolean() })).nullable(),
  })
  .meta({ id: 'HomeScreenV1' });

/** The first screen as the first apps know it. */
export const homeV1 = olderView(home, v1OfHome);

function v1OfHome({ user, orders, notifications }: HomeScreen): z.infer<typeof HomeScreenV1> {
  return {
    user,
    orders: orders && orders.map(({ id, total, status }) => ({ id, total, status })),
    notifications: notifications && notifications.map(({ id, message, unread }) => ({ id, message, unread })),
  };
}
