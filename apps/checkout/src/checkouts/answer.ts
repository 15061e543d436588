import type { FieldError } from '@frontdesk/gateway';
import { z } from 'zod';
import { Order } from '../steps/create-order.js';
import type { Checkout, Reason, Refusal } from './checkout.js';

/** What callers are shown of a purchase. */
export const CheckoutView = z
  .object({
    id: z.string(),
    status: z.enum(['running', 'undoing', 'placed', 'refused']),
    order: Order.nullable().describe('The order, once it is placed for good'),
    paymentId: z.string().nullable(),
    shipmentId: z.string().nullable(),
    reason: z.string().nullable().describe('Why it was refused, by a name that stays the same'),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Checkout' });
export type CheckoutView = z.infer<typeof CheckoutView>;

export function viewOf({ id, state, steps, refusal, createdAt, updatedAt }: Checkout): CheckoutView {
  const { order, payment, shipment } = steps;
  const isPlaced = state === 'placed';
  return {
    id,
    status: state,
    order: isPlaced && order?.state === 'done' ? order.result : null,
    paymentId: isPlaced && payment?.state === 'done' ? payment.result.id : null,
    shipmentId: isPlaced && shipment?.state === 'done' ? shipment.result.id : null,
    reason: refusal?.reason ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** What a call is answered with: a purchase that is placed, or why there is none. */
export interface Answer {
  readonly status: number;
  /** Given for a problem alone. */
  readonly problem?: Problem;
  readonly checkout?: CheckoutView;
  readonly retryAfterS?: number;
}

interface Problem {
  readonly slug: 'unprocessable' | 'conflict' | 'unavailable' | 'deadline-exceeded';
  readonly title: string;
  readonly detail: string;
  readonly reason?: Reason;
  readonly errors?: readonly FieldError[];
}

const RETRY_AFTER_S = 2;

export const placed = (checkout: Checkout): Answer => ({ status: 201, checkout: viewOf(checkout) });

export const refused = ({ reason, field }: Refusal): Answer => ({
  status: 422,
  problem: {
    slug: 'unprocessable',
    title: 'The purchase is refused',
    detail: DETAILS[reason],
    reason,
    ...(field && { errors: [{ in: 'body', field, detail: DETAILS[reason] }] }),
  },
});

export const keyReused: Answer = {
  status: 422,
  problem: {
    slug: 'unprocessable',
    title: 'The key is taken',
    detail: 'This Idempotency-Key came with another request before.',
    errors: [{ in: 'header', field: 'Idempotency-Key', detail: 'came with another request before' }],
  },
};

export const stillRunning: Answer = {
  status: 409,
  retryAfterS: 1,
  problem: {
    slug: 'conflict',
    title: 'The purchase is being made',
    detail:
      'A call with this Idempotency-Key is still running; repeated later, this one is answered as that.',
  },
};

export const notYet: Answer = {
  status: 503,
  retryAfterS: RETRY_AFTER_S,
  problem: {
    slug: 'unavailable',
    title: 'A service that is needed cannot be asked now',
    detail:
      'The purchase goes on by itself; repeat the call with the same Idempotency-Key to learn how it ended.',
  },
};

export const tooLate: Answer = {
  status: 504,
  problem: {
    slug: 'deadline-exceeded',
    title: 'It took too long',
    detail:
      'The purchase goes on by itself; repeat the call with the same Idempotency-Key to learn how it ended.',
  },
};

const DETAILS: Readonly<Record<Reason, string>> = {
  'cart-empty': 'There is nothing in the cart.',
  'product-unknown': 'A product is not sold, or not any more.',
  'out-of-stock': 'There is not enough of a product left.',
  'payment-declined': 'The payment was declined; nothing is charged.',
  'price-changed': 'A price changed in the meantime; what was charged is refunded.',
  'order-refused': 'The order was refused; what was charged is refunded.',
  'shipping-refused': 'It cannot be shipped; what was charged is refunded.',
  'gave-up': 'It could not be done in time; whatever was done of it is undone.',
};
