import { setTimeout as pause } from 'node:timers/promises';
import * as client from 'openid-client';
import type { Provider } from '../provider/provider.js';

const PATIENCE_MS = 500;

/**
 * Where the browser logs out of the provider too (OpenID Connect RP-Initiated Logout 1.0); `/` where that cannot be said,
 * or the provider has no such page.
 */
export async function leaveUrl(
  provider: Provider,
  publicUrl: string,
  idToken: string | undefined,
): Promise<string> {
  const patience = new AbortController();
  const late = pause(PATIENCE_MS, undefined, { signal: patience.signal, ref: false });
  try {
    const known = await Promise.race([provider.known(), late]);
    if (!known?.metadata.end_session_endpoint) return '/';
    return client.buildEndSessionUrl(known.config, {
      post_logout_redirect_uri: `${publicUrl}/`,
      ...(idToken && { id_token_hint: idToken }),
    }).href;
  } catch {
    return '/';
  } finally {
    patience.abort();
    late.catch(() => undefined);
  }
}
