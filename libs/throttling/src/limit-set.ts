import { rateLimitPolicyOf } from './rate-limit-headers.js';

/** So many requests in so much time, under the name that headers and refusals give it. */
export interface NamedLimit {
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
}

/** One of a set's limits, and what tells its count from the others of the same caller. */
export interface CountedLimit extends NamedLimit {
  readonly suffix: string;
}

/**
 * Limits that hold together, made once for all who have them: `counted` in this order, so that what one refuses those
 * after it do not count; then `kept`, which somebody else counts.
 */
export class LimitSet {
  readonly counted: readonly CountedLimit[];
  /** The value of `RateLimit-Policy`. */
  readonly policy: string;

  constructor(
    counted: readonly NamedLimit[],
    readonly kept?: NamedLimit,
  ) {
    // Without the limit itself: where that changes, what was asked before the change still counts.
    this.counted = counted.map((limit) => ({ ...limit, suffix: `|${limit.name}/${limit.windowMs}` }));
    this.policy = [...counted, ...(kept ? [kept] : [])].map(rateLimitPolicyOf).join(', ');
  }
}
