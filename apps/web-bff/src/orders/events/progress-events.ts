import { OrderStatus, ShipmentStatus } from '@frontdesk/shop-clients';
import { z } from 'zod';
import type { Progress } from './order-progress.view.js';

/** A step of an order's shipment, with how the order stands now. */
export const OrderProgress = z
  .object({
    status: OrderStatus,
    shipment: z
      .object({
        status: ShipmentStatus,
        carrier: z.string(),
        trackingNumber: z.string(),
        estimatedAt: z.iso.datetime().nullable(),
      })
      .nullable(),
    step: z.object({ status: ShipmentStatus, at: z.iso.datetime() }),
  })
  .meta({ id: 'OrderProgress' });

/** Why a stream ends: no more will happen, nobody is logged in any more, or another gateway has to be asked. */
export const OrderProgressEnd = z
  .object({ reason: z.enum(['delivered', 'cancelled', 'session-ended', 'shutting-down']) })
  .meta({ id: 'OrderProgressEnd' });
export type EndReason = z.infer<typeof OrderProgressEnd>['reason'];

/** The steps after the first `told`, as the data of one event each, with how many steps are told then. */
export function stepsAfter(
  told: number,
  { status, shipment, steps }: Progress,
): readonly { readonly known: number; readonly data: z.infer<typeof OrderProgress> }[] {
  return steps
    .slice(told)
    .map((step, index) => ({ known: told + index + 1, data: { status, shipment, step } }));
}

/** Why nothing more will happen to an order; undefined while something may. */
export function endOf({ status, shipment }: Progress): EndReason | undefined {
  if (status === 'cancelled') return 'cancelled';
  // The last step may come to be known a little after the order's own status.
  const isComplete = shipment === null || shipment.status === 'delivered';
  return status === 'delivered' && isComplete ? 'delivered' : undefined;
}
