import { olderView } from '@frontdesk/gateway';
import { view } from '../views.js';
import { callersOrder } from './callers-order.js';
import { type Order, orderOf } from './order.js';
import { orderV1Of } from './order-v1.js';

/** One order that this partner placed; any other is not found. */
export const order = view<{ orderId: string }>('order')
  .required('order', ({ orders }, { orderId }, { principal }) =>
    callersOrder(orders.byId(orderId), principal),
  )
  .shape(({ order }): Order => orderOf(order));

export const orderV1 = olderView(order, orderV1Of);
