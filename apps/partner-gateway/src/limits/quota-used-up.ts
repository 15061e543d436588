/** Thrown where an application has made all the requests of its month; gateways answer 429 with `Retry-After`. */
export class QuotaUsedUp extends Error {
  override readonly name = 'QuotaUsedUp';
  readonly code = 'QUOTA_USED_UP';
  readonly reason = 'quota';

  constructor(
    quotaPerMonth: number,
    /** Milliseconds since 1970. */
    endsAt: number,
    /** Whole seconds until then. */
    readonly retryAfterS: number,
  ) {
    const until = new Date(endsAt).toISOString().replace('.000Z', 'Z');
    super(`The quota of ${quotaPerMonth} requests a month is used up until ${until}.`);
  }
}
