import { z } from 'zod';
import { Money } from '../money.js';
import { Order } from './order.js';

/** An order as the first version has it: it does not reckon what a line costs, or say what may still be done. */
export const OrderV1 = z
  .object({
    id: Order.shape.id,
    status: Order.shape.status,
    items: z
      .array(
        z
          .object({
            productId: z.string().describe('Of which product'),
            quantity: z.int().describe('How many'),
            unitPrice: Money.describe('What one piece cost when it was ordered'),
          })
          .meta({ id: 'OrderItemV1' }),
      )
      .describe('What was ordered'),
    total: Order.shape.total,
    createdAt: z.iso.datetime().describe('When it was placed'),
    updatedAt: Order.shape.updatedAt,
  })
  .meta({ id: 'OrderV1' });

export function orderV1Of({ id, status, items, total, placedAt, updatedAt }: Order): z.infer<typeof OrderV1> {
  return {
    id,
    status,
    items: items.map(({ productId, quantity, unitPrice }) => ({ productId, quantity, unitPrice })),
    total,
    createdAt: placedAt,
    updatedAt,
  };
}
