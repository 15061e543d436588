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

export function listedOrder(order: Order): z.infer<typeof ListedOrder> {
  const { id, status, total, createdAt } = order;
  return { id, status, total, itemCount: itemCountOf(order), createdAt };
}

/** How many pieces an order has. */
export function itemCountOf({ items }: Order): number {
  return items.reduce((count, { quantity }) => count + quantity, 0);
}
