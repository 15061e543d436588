import { z } from 'zod';

const KEY = 'Idempotency-Key';

/** What the checkout says of a refusal, as far as callers are to know it. */
const Refusal = z.object({
  reason: z
    .string()
    .regex(/^[a-z]+(?:-[a-z]+){0,5}$/)
    .max(40)
    .optional(),
  errors: z.array(z.object({ in: z.enum(['body', 'header']), field: z.string().max(64) })).optional(),
});

/** Users send these alone: the other fields of the checkout's request are none of theirs. */
const OF_USERS = /^(?:paymentMethodId|address)\b/;

/** Partners send these alone. */
export const OF_PARTNERS = /^(?:items|address)\b/;

/** A field of the caller's own request that is at fault. */
interface FieldError {
  readonly in: 'body' | 'header';
  readonly field: string;
  readonly detail: string;
}

/** In words of ours, by reasons of the checkout's: a reason that is not here yet has the general ones. */
const DETAILS: Readonly<Record<string, string>> = {
  'cart-empty': 'There is nothing in the cart.',
  'product-unknown': 'A product is not sold, or not any more.',
  'out-of-stock': 'There is not enough of a product left.',
  'payment-declined': 'The payment was declined; nothing is charged.',
  'price-changed': 'A price changed in the meantime; what was charged is refunded.',
  'order-refused': 'The order was refused; what was charged is refunded.',
  'shipping-refused': 'It cannot be shipped; what was charged is refunded.',
  'gave-up': 'It could not be done in time; whatever was done of it is undone.',
};
const KEY_REUSED = 'This Idempotency-Key came with another request before.';
const REFUSED = 'The purchase is refused; whatever was done of it is undone.';

/** Thrown where a purchase will never be made: nothing of it is left. A new try takes a new key. */
export class PurchaseRefused extends Error {
  override readonly name = 'PurchaseRefused';
  readonly code = 'COMMAND_REFUSED';

  private constructor(
    detail: string,
    /** Why, by a name that stays the same. */
    readonly reason: string | undefined,
    /** What in the caller's own request is at fault. */
    readonly errors: readonly FieldError[] | undefined,
  ) {
    super(detail);
  }

  /** Made of the problem that the checkout answered with; `own` tells the fields that its buyer sent. */
  static from(said: unknown, own = OF_USERS): PurchaseRefused {
    const { reason, errors = [] } = Refusal.safeParse(said).data ?? {};
    if (errors.some(({ field }) => field === KEY)) {
      return new PurchaseRefused(KEY_REUSED, 'key-reused', [
        { in: 'header', field: KEY, detail: 'came with another request before' },
      ]);
    }
    const detail = DETAILS[reason ?? ''] ?? REFUSED;
    const blamed = errors.filter(({ field }) => own.test(field));
    return new PurchaseRefused(
      detail,
      reason,
      blamed.length > 0 ? blamed.map(({ field }) => ({ in: 'body', field, detail })) : undefined,
    );
  }
}
