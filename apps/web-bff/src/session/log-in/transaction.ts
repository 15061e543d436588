import { hash } from 'node:crypto';
import type { SealingKeys } from '../store/sealing-keys.js';

/** How long a log-in may take from its first step to its last. */
export const LOG_IN_MS = 10 * 60_000;
const NAME_LENGTH = 16;

/** A log-in that is under way, as the browser carries it: sealed, since it holds what no other may know. */
export interface Transaction {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly returnPath: string;
  readonly startedAt: number;
  /** The session that the browser had before, which ends when this log-in is done. */
  readonly before?: string | undefined;
}

/** The name of the cookie of one log-in; it tells nothing of its state. */
export function transactionName(state: string): string {
  return hash('sha256', state, 'base64url').slice(0, NAME_LENGTH);
}

export function sealTransaction(transaction: Transaction, keys: SealingKeys): string {
  return keys.seal(JSON.stringify(transaction), `log-in ${transactionName(transaction.state)}`);
}

/** Undefined for what is not ours, or of another cookie. */
export function openTransaction(sealed: string, name: string, keys: SealingKeys): Transaction | undefined {
  const text = keys.open(sealed, `log-in ${name}`);
  return text === undefined ? undefined : (JSON.parse(text) as Transaction);
}
