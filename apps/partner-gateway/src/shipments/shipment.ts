import { type Shipment as ShopShipment, ShipmentStatus } from '@frontdesk/shop-clients';
import { z } from 'zod';

/** A parcel as partners know it: a field that is not named here never leaves. */
export const Shipment = z
  .object({
    id: z.string().describe('By which it is read'),
    orderId: z.string().describe('Of which order'),
    status: ShipmentStatus.describe('How far it is'),
    carrier: z.string().describe('Who carries it'),
    trackingNumber: z.string().describe('What the carrier knows it by'),
    steps: z
      .array(
        z
          .object({
            status: ShipmentStatus.describe('What happened'),
            at: z.iso.datetime().describe('When'),
          })
          .meta({ id: 'ShipmentStep' }),
      )
      .describe('What happened so far, the first step first'),
    estimatedAt: z.iso.datetime().nullable().describe('When it should arrive; null where that is not known'),
    updatedAt: z.iso.datetime().describe('When it was last changed'),
  })
  .meta({ id: 'Shipment' });
export type Shipment = z.infer<typeof Shipment>;

export const ShipmentList = z
  .object({ items: z.array(Shipment).describe('All of them; none before the order is paid') })
  .meta({ id: 'ShipmentList' });

export function shipmentOf(shipment: ShopShipment): Shipment {
  const { id, orderId, status, carrier, trackingNumber, steps, estimatedAt, updatedAt } = shipment;
  return {
    id,
    orderId,
    status,
    carrier,
    trackingNumber,
    steps: steps.map(({ status, at }) => ({ status, at })),
    estimatedAt,
    updatedAt,
  };
}
