const RETRY_AFTER_MS = 1_000;

/** Sessions cannot be read where they are kept; gateways answer 503. */
export class SessionsUnavailable extends Error {
  override readonly name = 'SessionsUnavailable';
  readonly code = 'SESSIONS_UNAVAILABLE';
  readonly retryAfterMs = RETRY_AFTER_MS;

  constructor(options?: ErrorOptions) {
    super('sessions cannot be read now', options);
  }
}
