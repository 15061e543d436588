import { olderView } from '@frontdesk/gateway';
import type { PageRequest } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { nextCursor } from '../cursors/page-query.js';
import type { Sealing } from '../cursors/pages.js';
import { view } from '../views.js';
import { Order, orderOf } from './order.js';
import { OrderV1, orderV1Of } from './order-v1.js';

export const OrderList = z
  .object({ items: z.array(Order).describe('The orders of this page, the newest first'), nextCursor })
  .meta({ id: 'OrderList' });

export const OrderListV1 = OrderList.extend({
  items: z.array(OrderV1).describe('The orders of this page, the newest first'),
}).meta({ id: 'OrderListV1' });

/** The orders that this partner placed, the newest first. */
export const orderList = view<PageRequest & Sealing>('order-list')
  .required('orders', ({ orders }, page) => orders.ofCaller(page))
  .shape(({ orders, sealed }): z.infer<typeof OrderList> => ({
    items: orders.items.map(orderOf),
    nextCursor: sealed(orders.nextCursor),
  }));

export const orderListV1 = olderView(orderList, ({ items, nextCursor }): z.infer<typeof OrderListV1> => ({
  items: items.map(orderV1Of),
  nextCursor,
}));
