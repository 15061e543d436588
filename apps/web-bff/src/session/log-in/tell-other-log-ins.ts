import type { Clock } from '@frontdesk/request-context';
import { logInCookie, logInIn, logInsIn } from '../cookies/cookies.js';
import type { SealingKeys } from '../store/sealing-keys.js';
import { LOG_IN_MS, openTransaction, sealTransaction } from './transaction.js';

interface Parts {
  readonly keys: () => SealingKeys;
  readonly clock: Clock;
}

/**
 * The cookies of the log-ins that the browser has under way in other tabs, told of the session that it has now and that
 * they are to end: its own cookie does not come along when another site leads back to them.
 */
export function tellOtherLogIns(
  { keys, clock }: Parts,
  cookies: string | undefined,
  done: string,
  before: string,
): string[] {
  return logInsIn(cookies).flatMap((name) => {
    const sealed = name === done ? undefined : logInIn(cookies, name);
    const transaction = sealed ? openTransaction(sealed, name, keys()) : undefined;
    if (!transaction) return [];
    const leftS = Math.floor((transaction.startedAt + LOG_IN_MS - clock.now()) / 1_000);
    return leftS > 0 ? [logInCookie(name, sealTransaction({ ...transaction, before }, keys()), leftS)] : [];
  });
}
