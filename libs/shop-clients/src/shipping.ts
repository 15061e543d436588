import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { operation } from './operation.js';
import { firstOf, itemsOf, listOf } from './page.js';

export const ShipmentStatus = z.enum(['preparing', 'handed-over', 'in-transit', 'delivered']);

export const Shipment = z.object({
  id: z.string(),
  orderId: z.string(),
  status: ShipmentStatus,
  carrier: z.string(),
  trackingNumber: z.string(),
  steps: z.array(z.object({ status: ShipmentStatus, at: z.iso.datetime() })),
  estimatedAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime(),
});
export type Shipment = z.infer<typeof Shipment>;

export const shipping = {
  ofOrder: operation({
    reads: 'principal',
    route: 'GET /shipments',
    request: (orderId: string) => ({ path: path`/shipments`, query: { orderId } }),
    answer: listOf(Shipment),
    take: firstOf,
  }),
  /** All of them, where an order is sent in several. */
  allOfOrder: operation({
    reads: 'principal',
    route: 'GET /shipments',
    request: (orderId: string) => ({ path: path`/shipments`, query: { orderId } }),
    answer: listOf(Shipment),
    take: itemsOf,
  }),
  /** Anybody's shipment: the view checks whose order it is of. */
  byId: operation({
    reads: 'principal',
    route: 'GET /shipments/:id',
    request: (id: string) => ({ path: path`/shipments/${id}` }),
    answer: Shipment,
  }),
};
