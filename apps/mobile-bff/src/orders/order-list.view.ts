import type { PageRequest } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { listCursor } from '../list-cursor.js';
import { view } from '../views.js';
import { ListedOrder, listedOrder } from './listed-order.js';

export const OrdersScreen = z
  .object({ items: z.array(ListedOrder), nextCursor: z.string().nullable() })
  .meta({ id: 'OrdersScreen' });

export const orderPages = listCursor('orders');

/** The caller's orders, the newest first. */
export const orderList = view<PageRequest>('orders', { budgetMs: 800 })
  .required('orders', ({ orders }, page) => orders.ofCaller(page))
  .shape(({ orders }): z.infer<typeof OrdersScreen> => ({
    items: orders.items.map(listedOrder),
    nextCursor: orderPages.given(orders.nextCursor),
  }));
