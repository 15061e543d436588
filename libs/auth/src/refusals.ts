/** Nobody is known to be calling, or what says who is was refused; gateways answer 401. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated';
  readonly code = 'UNAUTHENTICATED';

  constructor(
    message: string,
    /** The value of `WWW-Authenticate` (RFC 6750, section 3). */
    readonly challenge: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The principal is known and lacks a scope; gateways answer 403. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
  readonly code = 'FORBIDDEN';

  constructor(
    message: string,
    /** The value of `WWW-Authenticate` (RFC 6750, section 3.1). */
    readonly challenge: string,
  ) {
    super(message);
  }
}

/** The key that would tell whether a token is genuine cannot be had now; gateways answer 503. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
  readonly code = 'KEYS_UNAVAILABLE';

  constructor(
    /** When the keys will be asked for again, in milliseconds from now. */
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super('the keys of the identity provider cannot be had', options);
  }
}
