import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import type { Step } from './step.js';

const Payment = z.object({ id: z.string() });

export const chargePayment: Step<'payment'> = {
  name: 'payment',
  run: ({ orderId, request, done, ask }) =>
    ask('payments', {
      method: 'POST',
      path: path`/charges`,
      route: 'POST /charges',
      body: { orderId, amount: done('cart').total, paymentMethodId: request.paymentMethodId },
      answer: Payment,
      refusals: { 402: 'payment-declined', 422: 'payment-declined' },
      field: 'paymentMethodId',
    }),
  undo: ({ ask }, { id }) =>
    ask('payments', {
      method: 'POST',
      path: path`/charges/${id}/refund`,
      route: 'POST /charges/:id/refund',
      answer: Payment,
    }),
};
