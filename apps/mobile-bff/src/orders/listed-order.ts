import { Money, type Order, OrderStatus } from '@frontdesk/shop-clients';
import { z } from 'zod';

/** An order as a line of a list. */
export const ListedOrder = z
  .object({
    id: z.string(),
    status: OrderStatus,
    total: Money,
    itemCount: z.int(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'ListedOrder' });

export function listedOrder({ id, status, total, items, createdAt }: Order): z.infer<typeof ListedOrder> {
  const itemCount = items.reduce((count, { quantity }) => count + quantity, 0);
  return { id, status, total, itemCount, createdAt };
}
