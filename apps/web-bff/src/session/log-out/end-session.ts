import type { Provider } from '../provider/provider.js';
import type { Session } from '../store/session.js';
import type { SessionStore } from '../store/session-store.js';
import { revokeTokens } from './revoke-tokens.js';

interface Parts {
  readonly store: SessionStore;
  readonly provider: Provider;
}

/** Ends a session here, then at the provider as far as that answers in time; returns what it was. */
export async function endSession(parts: Parts, key: string): Promise<Session | undefined> {
  const session = await parts.store.end(key);
  if (session) await revokeTokens(parts.provider, session.tokens);
  return session;
}
