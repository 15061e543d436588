import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import type { Step } from './step.js';
import { Money } from './validate-cart.js';

/** The order as callers get it; what the service keeps to itself is left out. */
export const Order = z
  .object({
    id: z.string(),
    userId: z.string().nullable(),
    partnerId: z.string().nullable(),
    status: z.string(),
    items: z.array(z.object({ productId: z.string(), quantity: z.int(), unitPrice: Money })),
    total: Money,
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Order' });
export type Order = z.infer<typeof Order>;

/** As the service answers: an instance that was changed before the others calls the sum by its new name. */
const AnsweredOrder = z.preprocess(
  (answer) => (isRenamed(answer) ? { ...answer, total: answer.amount } : answer),
  Order,
);

function isRenamed(answer: unknown): answer is { readonly amount: unknown } {
  return typeof answer === 'object' && answer !== null && 'amount' in answer && !('total' in answer);
}

export const createOrder: Step<'order'> = {
  name: 'order',
  run: ({ orderId, done, ask }) =>
    ask('orders', {
      method: 'POST',
      path: path`/orders`,
      route: 'POST /orders',
      body: { id: orderId, items: done('cart').items, paymentId: done('payment').id },
      answer: AnsweredOrder,
      refusals: { 422: 'product-unknown' },
    }),
  undo: ({ ask }, { id }) =>
    ask('orders', {
      method: 'POST',
      path: path`/orders/${id}/cancel`,
      route: 'POST /orders/:id/cancel',
      answer: AnsweredOrder,
    }),
};
