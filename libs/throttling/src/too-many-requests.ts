/** Thrown where a caller has used up its limit; gateways answer 429 with `Retry-After`. */
export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';
  readonly code = 'TOO_MANY_REQUESTS';

  constructor(
    /** Which limit it is, as `RateLimit` names it. */
    readonly reason: string,
    /** Whole seconds until requests are accepted again. */
    readonly retryAfterS: number,
    /** Milliseconds since 1970. */
    nowMs: number,
  ) {
    super(`The limit "${reason}" is used up until ${untilWhen(nowMs, retryAfterS)}.`);
  }
}

/** The second in which the wait is over, as ISO 8601. */
function untilWhen(nowMs: number, retryAfterS: number): string {
  const second = Math.ceil(nowMs / 1_000) + retryAfterS;
  return new Date(second * 1_000).toISOString().replace('.000Z', 'Z');
}
