import { ProviderKeys } from '@frontdesk/auth';
import type { JWTVerifyGetKey } from 'jose';
import { WrongLogoutToken } from './check-logout-token.js';

const PATIENCE_MS = 3_000;

/**
 * The keys that the provider publishes; throws `KeysUnavailable` where they cannot be had. Anybody may send tokens here,
 * and an unknown `kid` costs the provider one fetch in 30 s at most: so these are not jose's remote keys.
 */
export function logoutTokenKeys(issuer: string): JWTVerifyGetKey {
  const keys = new ProviderKeys(issuer);
  return async ({ alg, kid }) => {
    const header = { alg, kid };
    const key =
      keys.held(header) ?? (await keys.ask(header, AbortSignal.timeout(PATIENCE_MS)).catch(unavailable));
    if (!key) throw new WrongLogoutToken('is signed with an unknown key');
    return key;
  };

  function unavailable(error: Error): never {
    throw error.name === 'TimeoutError' ? keys.unavailable(error) : error;
  }
}
