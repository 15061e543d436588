import { olderView } from '@frontdesk/gateway';
import { Money, OrderStatus, ShipmentStatus } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { order, type OrderScreen } from './order.view.js';

export const OrderScreenV1 = z
  .object({
    order: z.object({ id: z.string(), status: OrderStatus, total: Money, createdAt: z.iso.datetime() }),
    customer: z.object({ name: z.string() }),
    payment: z.object({ status: z.string(), last4: z.string() }).nullable(),
    shipment: z
      .object({ status: ShipmentStatus, carrier: z.string(), estimatedAt: z.iso.datetime().nullable() })
      .nullable(),
    items: z.array(
      z.object({
        /** `null` where the product is not sold any more. */
        name: z.string().nullable(),
        imageUrl: z.string().nullable(),
        quantity: z.int(),
        price: Money,
      }),
    ),
  })
  .meta({ id: 'OrderScreenV1' });

/** An order as the first apps know it. */
export const orderV1 = olderView(order, v1OfOrder);

function v1OfOrder(screen: OrderScreen): z.infer<typeof OrderScreenV1> {
  const { id, status, total, createdAt, customer, payment, shipment, items } = screen;
  return {
    order: { id, status, total, createdAt },
    customer: { name: customer },
    payment,
    shipment: shipment && {
      status: shipment.status,
      carrier: shipment.carrier,
      estimatedAt: shipment.estimatedAt,
    },
    items: items.map(({ name, imageUrl, quantity, unitPrice }) => ({
      name,
      imageUrl,
      quantity,
      price: unitPrice,
    })),
  };
}
