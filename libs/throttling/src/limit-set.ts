import { rateLimitPolicyOf } from './rate-limit-headers.js';

/** So many requests in so much time, under the name that headers and refusals give it. */
export interface NamedLimit {
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
}

/**
 * Limits that hold together, made once for all who have them: `counted` in this order, so that what one refuses those
 * after it do not count; then `kept`, which somebody else counts.
 */
export class LimitSet {
  /** The value of `RateLimit-Policy`. */
  readonly policy: string;

  constructor(
    readonly counted: readonly NamedLimit[],
    readonly kept?: NamedLimit,
  ) {
    this.policy = [...counted, ...(kept ? [kept] : [])].map(rateLimitPolicyOf).join(', ');
  }
}
