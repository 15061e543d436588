import { Money, type Order, OrderStatus } from '@frontdesk/shop-clients';
import { z } from 'zod';

/** An order as a line of a list shows it. */
export const OrderSummary = z
  .object({
    id: z.string(),
    status: OrderStatus,
    total: Money,
    itemCount: z.int(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'OrderSummary' });

export function summaryOf(order: Order): z.infer<typeof OrderSummary> {
  return {
    id: order.id,
    status: order.status,
    total: order.total,
    itemCount: order.items.reduce((count, item) => count + item.quantity, 0),
    createdAt: order.createdAt,
  };
}
