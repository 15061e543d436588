import { type Order as ShopOrder, OrderStatus } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { Money, moneyOf } from '../money.js';

/** An order as partners know it: a field that is not named here never leaves. */
export const Order = z
  .object({
    id: z.string().describe('By which it is read, cancelled and shipped'),
    status: OrderStatus.describe('How far it is'),
    items: z
      .array(
        z
          .object({
            productId: z.string().describe('Of which product'),
            quantity: z.int().describe('How many'),
            unitPrice: Money.describe('What one piece cost when it was ordered'),
            lineTotal: Money.describe('What all of them cost together'),
          })
          .meta({ id: 'OrderItem' }),
      )
      .describe('What was ordered'),
    total: Money.describe('What all of it costs'),
    placedAt: z.iso.datetime().describe('When it was placed'),
    updatedAt: z.iso.datetime().describe('When it was last changed'),
    isCancellable: z.boolean().describe('Whether it can be cancelled now: until it is shipped'),
  })
  .meta({ id: 'Order' });
export type Order = z.infer<typeof Order>;

/** What is known of an order as soon as it is placed, too. */
type Known = Pick<ShopOrder, 'id' | 'status' | 'items' | 'total' | 'createdAt' | 'updatedAt'>;

const CANCELLABLE: ReadonlySet<Order['status']> = new Set(['pending', 'paid']);

export function orderOf({ id, status, items, total, createdAt, updatedAt }: Known): Order {
  return {
    id,
    status,
    items: items.map(({ productId, quantity, unitPrice }) => ({
      productId,
      quantity,
      unitPrice: moneyOf(unitPrice),
      lineTotal: { amount: quantity * unitPrice.amount, currency: unitPrice.currency },
    })),
    total: moneyOf(total),
    placedAt: createdAt,
    updatedAt,
    isCancellable: CANCELLABLE.has(status),
  };
}
