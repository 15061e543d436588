/** Thrown where a caller has used up its limit; gateways answer 429 with `Retry-After`. */
export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';
  readonly code = 'TOO_MANY_REQUESTS';

  constructor(
    /** Whole seconds until requests are accepted again. */
    readonly retryAfterS: number,
  ) {
    super('too many requests');
  }
}
