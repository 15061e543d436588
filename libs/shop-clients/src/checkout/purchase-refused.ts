import { z } from 'zod';
import { type Buyers, USERS } from './buyers.js';

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

/** A field of the caller's own request that is at fault. */
interface FieldError {
  readonly in: 'body' | 'header';
  readonly field: string;
  readonly detail: string;
}

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

  /** Made of the problem that the checkout answered with: in words of ours, for those who bought. */
  static from(said: unknown, { fields, details }: Buyers = USERS): PurchaseRefused {
    const { reason, errors = [] } = Refusal.safeParse(said).data ?? {};
    if (errors.some(({ field }) => field === KEY)) {
      return new PurchaseRefused(KEY_REUSED, 'key-reused', [
        { in: 'header', field: KEY, detail: 'came with another request before' },
      ]);
    }
    const detail = (Object.hasOwn(details, reason ?? '') && details[reason ?? '']) || REFUSED;
    const blamed = errors.filter(({ field }) => fields.test(field));
    return new PurchaseRefused(
      detail,
      reason,
      blamed.length > 0 ? blamed.map(({ field }) => ({ in: 'body', field, detail })) : undefined,
    );
  }
}
