import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { Refused, type Step } from './step.js';

const Shipment = z.object({ id: z.string() });

/** Has the order sent, if it costs what was charged: orders knows prices of its own. */
export const scheduleShipping: Step<'shipment'> = {
  name: 'shipment',
  async run({ request, done, ask }) {
    const [charged, { id: orderId, total }] = [done('cart').total, done('order')];
    if (total.amount !== charged.amount || total.currency !== charged.currency)
      throw new Refused('price-changed');
    return ask('shipping', {
      method: 'POST',
      path: path`/shipments`,
      route: 'POST /shipments',
      body: { orderId, address: request.address },
      answer: Shipment,
      refusals: { 409: 'shipping-refused', 422: 'shipping-refused' },
      field: request.address && 'address',
    });
  },
  undo: 'cannot-be-undone',
};
