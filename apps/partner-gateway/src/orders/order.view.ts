import { NotFound } from '@frontdesk/aggregation';
import type { z } from 'zod';
import { view } from '../views.js';
import { type PublicOrder, publicOrder } from './public-order.js';

/** One order that this partner placed; any other is not found. */
export const order = view<{ orderId: string }>('order')
  .required('order', async ({ orders }, { orderId }, { principal }) => {
    const order = await orders.byId(orderId);
    if (order.partnerId !== principal.id) throw new NotFound('order');
    return order;
  })
  .shape(({ order }): z.infer<typeof PublicOrder> => publicOrder(order));
