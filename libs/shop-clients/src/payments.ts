import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { Money } from './money.js';
import { operation } from './operation.js';
import { firstOf, listOf } from './page.js';

export const Payment = z.object({
  id: z.string(),
  orderId: z.string(),
  status: z.string(),
  amount: Money,
  method: z.object({ kind: z.string(), last4: z.string() }),
  createdAt: z.iso.datetime(),
});
export type Payment = z.infer<typeof Payment>;

export const payments = {
  ofOrder: operation({
    reads: 'principal',
    route: 'GET /payments',
    request: (orderId: string) => ({ path: path`/payments`, query: { orderId } }),
    answer: listOf(Payment),
    take: firstOf,
  }),
};
