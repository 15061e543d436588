import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { Money } from './money.js';
import { operation } from './operation.js';
import { firstOf, itemsOf, listOf } from './page.js';

export const Payment = z.object({
  id: z.string(),
  orderId: z.string(),
  status: z.string(),
  amount: Money,
  method: z.object({ kind: z.string(), last4: z.string() }),
  createdAt: z.iso.datetime(),
});
export type Payment = z.infer<typeof Payment>;

/** A card as its owner is shown it. */
export const PaymentMethod = z.object({
  id: z.string(),
  kind: z.string(),
  last4: z.string(),
  /** Year and month: `2030-05`. */
  expires: z.string(),
  /** Whether it is charged where none is named. */
  isDefault: z.boolean(),
});
export type PaymentMethod = z.infer<typeof PaymentMethod>;

export const payments = {
  ofOrder: operation({
    reads: 'principal',
    route: 'GET /payments',
    request: (orderId: string) => ({ path: path`/payments`, query: { orderId } }),
    answer: listOf(Payment),
    take: firstOf,
  }),
  methodsOfCaller: operation({
    reads: 'principal',
    route: 'GET /payment-methods',
    request: () => ({ path: path`/payment-methods` }),
    answer: listOf(PaymentMethod),
    take: itemsOf,
  }),
};
