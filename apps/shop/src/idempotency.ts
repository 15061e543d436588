import { createHash } from 'node:crypto';
import { badInput, type Outcome, outcomeOf, Problem } from './problem.js';
import type { Store } from './store.js';

const TABLE = `CREATE TABLE answered_commands (scope TEXT, key TEXT, request TEXT NOT NULL, status INTEGER NOT NULL,
  text TEXT NOT NULL, PRIMARY KEY (scope, key)) WITHOUT ROWID`;
const FIND = 'SELECT request, status, text FROM answered_commands WHERE scope = ? AND key = ?';
const KEEP = 'INSERT INTO answered_commands (scope, key, request, status, text) VALUES (?, ?, ?, ?, ?)';
const KEY = /^[\x21-\x7e]{1,255}$/;

export interface Command {
  /** Service and principal: two callers that pick the same key do not meet. */
  readonly scope: string;
  readonly key: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export const createAnsweredCommands = (store: Store): void => void store.statement(TABLE).run();

/**
 * Runs a command and keeps its answer in the transaction of its effect, so that the same key never takes effect twice,
 * in any process, and the same request is answered as it was the first time, refusals included.
 */
export function runOnce(store: Store, command: Command, work: () => Outcome): Outcome {
  const { scope, key } = command;
  if (key === undefined) return store.transaction(work);
  if (!KEY.test(key)) throw badInput('Idempotency-Key', 'must be 1 to 255 visible ASCII characters');
  const request = createHash('sha256')
    .update(`${command.method} ${command.path}\n${command.body}`)
    .digest('base64');
  return store.transaction(() => {
    const first = store.statement(FIND).get(scope, key);
    if (first && first['request'] !== request)
      throw new Problem(422, 'this Idempotency-Key came with another request before', 'Idempotency-Key');
    if (first) return { status: Number(first['status']), text: String(first['text']) };
    const outcome = refusalAsOutcome(() => store.transaction(work));
    store.statement(KEEP).run(scope, key, request, outcome.status, outcome.text);
    return outcome;
  });
}

function refusalAsOutcome(work: () => Outcome): Outcome {
  try {
    return work();
  } catch (error) {
    if (error instanceof Problem) return outcomeOf(error);
    throw error;
  }
}
