import type { Clock } from '@frontdesk/request-context';
import { logInIn } from '../cookies/cookies.js';
import type { SealingKeys } from '../store/sealing-keys.js';
import type { SessionStore } from '../store/session-store.js';
import { LogInRefused } from './log-in-refused.js';
import { LOG_IN_MS, openTransaction, type Transaction, transactionName } from './transaction.js';

interface Parts {
  readonly keys: () => SealingKeys;
  readonly store: SessionStore;
  readonly clock: Clock;
}

/**
 * The log-in that an answer of the provider belongs to:
 * - this browser began it, and the cookie is the one of this very `state`;
 * - it was not long ago;
 * - it has not been used before, at any gateway.
 */
export async function takeTransaction(
  { keys, store, clock }: Parts,
  state: string | null,
  cookies: string | undefined,
): Promise<Transaction> {
  const name = state && transactionName(state);
  const sealed = name && logInIn(cookies, name);
  const transaction = sealed ? openTransaction(sealed, name, keys()) : undefined;
  if (!transaction || transaction.state !== state) {
    throw new LogInRefused('state', 'belongs to no log-in that this browser began');
  }
  const { returnPath, startedAt } = transaction;
  if (clock.now() - startedAt > LOG_IN_MS) throw new LogInRefused('state', 'is too old', returnPath);
  if (!(await store.isFirst(`log-in:${name}`, LOG_IN_MS))) {
    throw new LogInRefused('state', 'was used before', returnPath);
  }
  return transaction;
}
