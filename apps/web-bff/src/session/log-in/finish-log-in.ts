import { randomBytes } from 'node:crypto';
import type { Clock } from '@frontdesk/request-context';
import { newSessionId, sessionKeyOf } from '../cookies/session-id.js';
import type { LogOutHint } from '../log-out/leave-url.js';
import { revokeTokens } from '../log-out/revoke-tokens.js';
import { accessTokenFrom } from '../provider/access-token-from.js';
import type { Provider } from '../provider/provider.js';
import type { SealingKeys } from '../store/sealing-keys.js';
import type { SessionStore } from '../store/session-store.js';
import { claimsOf } from './claims-of.js';
import { exchangeCode } from './exchange-code.js';
import { takeTransaction } from './take-transaction.js';
import { tellOtherLogIns } from './tell-other-log-ins.js';
import { transactionName } from './transaction.js';

const LOG_OUT_ID_BYTES = 16;
/** No provider takes an address with an ID token that is longer. */
const LONGEST_HINT = 4_096;

interface Parts {
  readonly provider: Provider;
  readonly keys: () => SealingKeys;
  readonly store: SessionStore;
  readonly clock: Clock;
  readonly audiences: readonly string[];
  readonly maxMs: number;
  readonly logOutHint: LogOutHint;
}

interface Came {
  /** The query that the provider sent the browser back with. */
  readonly answer: URLSearchParams;
  readonly cookies: string | undefined;
  /** The session that the browser has now, if it told. */
  readonly before: string | undefined;
}

interface Finished {
  /** What the session's cookie is to hold. */
  readonly id: string;
  readonly returnPath: string;
  /** For log-ins in other tabs. */
  readonly cookies: readonly string[];
}

/**
 * Makes a session of the provider's answer, under an id that nobody has seen, and ends the one that this browser had;
 * throws `LogInRefused`, `ProviderUnavailable` or `SessionsUnavailable`, and then there is no session.
 */
export async function finishLogIn(parts: Parts, { answer, cookies, before }: Came): Promise<Finished> {
  const { provider, store, clock, audiences, logOutHint: hint } = parts;
  const transaction = await takeTransaction(parts, answer.get('state'), cookies);
  const { returnPath } = transaction;
  const tokens = await exchangeCode(provider, transaction, answer, audiences[0]);
  const claims = await claimsOf(await provider.known(), tokens, returnPath);

  const sid = tokens.claims()?.sid;
  const now = clock.now();
  const id = newSessionId();
  const key = sessionKeyOf(id)!;
  await store.add(key, {
    claims,
    scopes: (tokens.scope ?? '').split(' ').filter(Boolean),
    providerSid: typeof sid === 'string' ? sid : undefined,
    logOutId: randomBytes(LOG_OUT_ID_BYTES).toString('base64url'),
    lastEndsAt: now + parts.maxMs,
    tokens: {
      idToken: hint === 'id_token' && isShort(tokens.id_token) ? tokens.id_token : undefined,
      refreshToken: tokens.refresh_token,
      access: { '': accessTokenFrom(tokens, now) },
    },
  });
  for (const oldKey of new Set([before, transaction.before])) {
    const old = oldKey ? await store.end(oldKey) : undefined;
    // The same user's tokens may belong to one grant, and a provider that is asked to revoke any then revokes all.
    if (old && old.claims.sub !== claims.sub) await revokeTokens(provider, old.tokens);
  }
  const done = transactionName(transaction.state);
  return { id, returnPath, cookies: tellOtherLogIns(parts, cookies, done, key) };
}

function isShort(idToken = ''): boolean {
  return idToken.length <= LONGEST_HINT;
}
