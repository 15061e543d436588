import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { fetchFromProvider } from '../provider/fetch-from-provider.js';
import type { Provider } from '../provider/provider.js';
import { ProviderUnavailable } from '../provider/provider-unavailable.js';

/** The keys that the provider publishes, kept for a while; a `kid` that is not among them has them fetched again, seldom. */
export function providerKeys(provider: Provider): JWTVerifyGetKey {
  let known: { readonly uri: string; readonly keys: JWTVerifyGetKey } | undefined;
  return async (header, token) => {
    const { jwks_uri: uri } = (await provider.known()).metadata;
    if (!uri) throw new ProviderUnavailable('the identity provider names no keys');
    if (known?.uri !== uri) {
      known = { uri, keys: createRemoteJWKSet(new URL(uri), { [customFetch]: fetchFromProvider as never }) };
    }
    try {
      return await known.keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSTimeout) {
        throw new ProviderUnavailable('the keys of the identity provider cannot be had', { cause: error });
      }
      throw error;
    }
  };
}
