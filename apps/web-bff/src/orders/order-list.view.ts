import { z } from 'zod';
import { view } from '../views.js';
import { OrderSummary, summaryOf } from './order-summary.js';

export const OrderList = z
  .object({ items: z.array(OrderSummary), nextCursor: z.string().nullable() })
  .meta({ id: 'OrderList' });

/** The caller's orders, the newest first. */
export const orderList = view<{ cursor?: string | undefined; limit?: number | undefined }>('order-list')
  .required('orders', ({ orders }, page) => orders.ofCaller(page))
  .shape(({ orders }): z.infer<typeof OrderList> => ({
    items: orders.items.map(summaryOf),
    nextCursor: orders.nextCursor,
  }));
