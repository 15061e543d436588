import { z } from 'zod';
import { view } from '../views.js';
import { PublicOrder, publicOrder } from './public-order.js';

export const OrderList = z
  .object({ items: z.array(PublicOrder), nextCursor: z.string().nullable() })
  .meta({ id: 'OrderList' });

/** The orders that this partner placed, the newest first. */
export const orderList = view<{ cursor?: string | undefined; limit?: number | undefined }>('order-list')
  .required('orders', ({ orders }, page) => orders.ofCaller(page))
  .shape(({ orders }): z.infer<typeof OrderList> => ({
    items: orders.items.map(publicOrder),
    nextCursor: orders.nextCursor,
  }));
