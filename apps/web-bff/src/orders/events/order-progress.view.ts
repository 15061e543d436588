import type { z } from 'zod';
import { view } from '../../views.js';
import { ownOrder } from '../own-order.js';
import type { OrderProgress } from './progress-events.js';

type Event = z.infer<typeof OrderProgress>;

/** How far an order has come. */
export interface Progress extends Pick<Event, 'status' | 'shipment'> {
  readonly steps: readonly Event['step'][];
}

/** How far one of the caller's own orders has come; another's is not found. */
export const orderProgress = view<{ orderId: string }>('order-progress')
  .required('order', ownOrder)
  .optional('shipment', ({ shipping }, { orderId }) => shipping.ofOrder(orderId))
  .shape(({ order, shipment }): Progress => ({
    status: order.status,
    shipment: shipment && {
      status: shipment.status,
      carrier: shipment.carrier,
      trackingNumber: shipment.trackingNumber,
      estimatedAt: shipment.estimatedAt,
    },
    steps: shipment?.steps.map(({ status, at }) => ({ status, at })) ?? [],
  }));
