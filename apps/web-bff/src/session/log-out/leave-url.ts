import { setTimeout as pause } from 'node:timers/promises';
import * as client from 'openid-client';
import type { Provider } from '../provider/provider.js';
import type { Session } from '../store/session.js';

const PATIENCE_MS = 500;

/** How the provider is told who leaves, so that it need not ask: by its own id of the session, or by the ID token. */
export type LogOutHint = 'sid' | 'id_token';

/**
 * Where the browser logs out of the provider too (OpenID Connect RP-Initiated Logout 1.0); `/` where that cannot be said,
 * or the provider has no such page. A browser is shown no ID token unless the provider takes no other hint.
 */
export async function leaveUrl(
  provider: Provider,
  publicUrl: string,
  session: Session | undefined,
): Promise<string> {
  const patience = new AbortController();
  const late = pause(PATIENCE_MS, undefined, { signal: patience.signal, ref: false });
  try {
    const known = await Promise.race([provider.known(), late]);
    if (!known?.metadata.end_session_endpoint) return '/';
    return client.buildEndSessionUrl(known.config, {
      post_logout_redirect_uri: `${publicUrl}/`,
      ...hintOf(session),
    }).href;
  } catch {
    return '/';
  } finally {
    patience.abort();
    late.catch(() => undefined);
  }
}

/** An ID token is kept only where it is the hint. */
function hintOf(session: Session | undefined): Record<string, string> {
  const { idToken } = session?.tokens ?? {};
  if (idToken) return { id_token_hint: idToken };
  return session?.providerSid ? { logout_hint: session.providerSid } : {};
}
