import * as client from 'openid-client';
import type { Provider } from '../provider/provider.js';
import { ProviderUnavailable, unavailabilityIn } from '../provider/provider-unavailable.js';
import { LogInRefused } from './log-in-refused.js';
import type { Transaction } from './transaction.js';

/** Errors by which a provider says that it cannot now (RFC 6749, section 4.1.2.1). */
const CANNOT_NOW = new Set(['server_error', 'temporarily_unavailable']);
/** openid-client's code where no key that it has fits an ID token: it asks for newer ones once a minute at most. */
const NO_SUCH_KEY = 'OAUTH_KEY_SELECTION_FAILED';

export type Answer = client.TokenEndpointResponse & client.TokenEndpointResponseHelpers;

/**
 * Takes the provider's answer (openid-client checks each of these, and throws):
 * - `state`, and `iss` where the provider sends one (RFC 9207);
 * - the code, with PKCE's verifier and the secret of this client;
 * - the ID token: signature by a key of the provider's, `iss`, `aud`, `azp`, `exp`, `nonce`.
 */
export async function exchangeCode(
  provider: Provider,
  transaction: Transaction,
  answer: URLSearchParams,
  audience: string | undefined,
): Promise<Answer> {
  const { state, nonce, verifier, redirectUri, returnPath } = transaction;
  const { config } = await provider.known();
  const checks = {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  };
  try {
    return await client.authorizationCodeGrant(
      config,
      new URL(`${redirectUri}?${answer}`),
      checks,
      audience ? { resource: audience } : {},
    );
  } catch (error) {
    // First, since whoever opens the callback writes this one: the provider itself said nothing.
    if (error instanceof client.AuthorizationResponseError) {
      if (CANNOT_NOW.has(error.error))
        throw new ProviderUnavailable('the identity provider cannot now', { cause: error });
      throw new LogInRefused('error', 'the identity provider let nobody in', returnPath, { cause: error });
    }
    const unavailable = unavailabilityIn(error);
    // Perhaps the secret was changed, or the keys: both are read anew, for the next log-in.
    if (unavailable || (error as client.ClientError).code === NO_SUCH_KEY) provider.forget();
    if (unavailable) throw unavailable;
    const detail = 'is not part of a good answer of the identity provider';
    throw new LogInRefused('code', detail, returnPath, { cause: error });
  }
}
