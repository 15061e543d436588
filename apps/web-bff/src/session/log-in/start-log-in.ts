import type { Clock } from '@frontdesk/request-context';
import * as client from 'openid-client';
import { logInCookie, logInIn, logInsIn, noLogInCookie } from '../cookies/cookies.js';
import type { Provider } from '../provider/provider.js';
import type { SealingKeys } from '../store/sealing-keys.js';
import {
  LOG_IN_MS,
  openTransaction,
  sealTransaction,
  type Transaction,
  transactionName,
} from './transaction.js';

/** Log-ins that one browser may have under way; each is a cookie, and a browser keeps few. */
const MOST_AT_ONCE = 5;

interface Parts {
  readonly provider: Provider;
  readonly keys: () => SealingKeys;
  readonly clock: Clock;
  readonly scope: string;
  /** The audiences that tokens will be asked for besides the own one (RFC 8707); none: nothing is said of audiences. */
  readonly audiences: readonly string[];
}

interface Asked {
  readonly publicUrl: string;
  readonly returnPath: string;
  readonly cookies: string | undefined;
  /** The session that the browser has already. */
  readonly before: string | undefined;
}

/** Where to send the browser, and the cookies that it is to keep or to drop. */
export interface Redirection {
  readonly location: string;
  readonly cookies: readonly string[];
}

/** Begins a log-in by authorization code with PKCE, state and nonce; throws `ProviderUnavailable`. */
export async function startLogIn(parts: Parts, asked: Asked): Promise<Redirection> {
  const { config } = await parts.provider.known();
  const transaction: Transaction = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    redirectUri: `${asked.publicUrl}/bff/callback`,
    returnPath: asked.returnPath,
    startedAt: parts.clock.now(),
    before: asked.before,
  };
  const parameters = new URLSearchParams({
    redirect_uri: transaction.redirectUri,
    scope: parts.scope,
    state: transaction.state,
    nonce: transaction.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(transaction.verifier),
    code_challenge_method: 'S256',
  });
  for (const audience of parts.audiences) parameters.append('resource', audience);
  const keys = parts.keys();
  const cookie = logInCookie(
    transactionName(transaction.state),
    sealTransaction(transaction, keys),
    LOG_IN_MS / 1_000,
  );
  return {
    location: client.buildAuthorizationUrl(config, parameters).href,
    cookies: [...tooMany(asked.cookies, keys).map(noLogInCookie), cookie],
  };
}

/** The log-ins that the browser is to forget so that there is room for one more: what is not ours, and the oldest. */
function tooMany(cookies: string | undefined, keys: SealingKeys): string[] {
  const startedAt = (name: string) => {
    const sealed = logInIn(cookies, name);
    return (sealed && openTransaction(sealed, name, keys)?.startedAt) || 0;
  };
  const names = logInsIn(cookies).filter((name) => /^[\w-]+$/.test(name));
  const newestFirst = names.sort((one, other) => startedAt(other) - startedAt(one));
  return newestFirst.slice(MOST_AT_ONCE - 1);
}
