import { Money, OrderStatus, type PageRequest } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { view } from '../views.js';

export const OrdersScreen = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        status: OrderStatus,
        total: Money,
        itemCount: z.int(),
        createdAt: z.iso.datetime(),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'OrdersScreen' });

/** The caller's orders, the newest first. */
export const orderList = view<PageRequest>('orders', { budgetMs: 800 })
  .required('orders', ({ orders }, page) => orders.ofCaller(page))
  .shape(({ orders }): z.infer<typeof OrdersScreen> => ({
    items: orders.items.map(({ id, status, total, items, createdAt }) => ({
      id,
      status,
      total,
      itemCount: items.reduce((count, { quantity }) => count + quantity, 0),
      createdAt,
    })),
    nextCursor: orders.nextCursor,
  }));
