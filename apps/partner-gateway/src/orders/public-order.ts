import { Money, type Order, OrderStatus } from '@frontdesk/shop-clients';
import { z } from 'zod';

/** An order as partners know it: a field that is not named here never leaves. */
export const PublicOrder = z
  .object({
    id: z.string(),
    status: OrderStatus,
    items: z.array(z.object({ productId: z.string(), quantity: z.int(), unitPrice: Money })),
    total: Money,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Order' });

export function publicOrder({
  id,
  status,
  items,
  total,
  createdAt,
  updatedAt,
}: Order): z.infer<typeof PublicOrder> {
  return {
    id,
    status,
    items: items.map(({ productId, quantity, unitPrice }) => ({ productId, quantity, unitPrice })),
    total,
    createdAt,
    updatedAt,
  };
}
