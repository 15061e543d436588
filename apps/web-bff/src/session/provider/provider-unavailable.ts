const RETRY_AFTER_MS = 2_000;

/** The identity provider cannot be asked, or refuses this gateway as a client; gateways answer 503. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
  readonly code = 'PROVIDER_UNAVAILABLE';
  readonly retryAfterMs = RETRY_AFTER_MS;
}

/** What of this error is the provider's being away, wherever it stands among the causes; undefined for any other. */
export function unavailabilityIn(error: unknown): ProviderUnavailable | undefined {
  for (let current = error, depth = 0; current && depth < 5; depth += 1) {
    if (current instanceof ProviderUnavailable) return current;
    const { error: code, cause } = current as { error?: unknown; cause?: unknown };
    // It is the gateway's credentials that are refused, and no fault of who logs in.
    if (code === 'invalid_client' || code === 'unauthorized_client') {
      return new ProviderUnavailable(`the identity provider refuses this client: ${code}`, { cause: error });
    }
    current = cause;
  }
  return undefined;
}
