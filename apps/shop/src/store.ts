import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

const FILE = 'shop.db';
const BUSY_TIMEOUT_MS = 5_000;
const OPEN_ATTEMPTS = 100;
const OPEN_PAUSE_MS = 50;
const SQLITE_BUSY = 5;

/** The shop's database, open in this process; other processes may have the same file open. */
export interface Store {
  /** The statement for `sql`, prepared once. */
  statement(sql: string): StatementSync;
  /** Runs `work` as one transaction of the only writer; inside another it is a savepoint, and fails alone. */
  transaction<T>(work: () => T): T;
  /** Milliseconds since 1970. */
  now(): number;
  close(): void;
}

export interface Fill {
  /** Raised whenever tables or seeds change; a folder with another version is refused. */
  version: number;
  /** Makes tables and rows, in the transaction in which the version is written. */
  fill(store: Store): void;
}

/** Opens the database under `folder` and fills it if it is new; several processes may do so at once. */
export function openStore(folder: string, { version, fill }: Fill, now: () => number): Store {
  mkdirSync(folder, { recursive: true });
  const db = new DatabaseSync(join(folder, FILE), { timeout: BUSY_TIMEOUT_MS });
  try {
    // SQLite answers "locked" at once, whatever its timeout, while another process makes the same switch.
    retryWhileLocked(() => db.exec('PRAGMA journal_mode = WAL'));
    db.exec('PRAGMA synchronous = NORMAL');
    const store = storeOn(db, now);
    const found = () => Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
    if (found() === 0)
      store.transaction(() => {
        if (found() !== 0) return; // another process filled it while this one waited for the lock
        fill(store);
        db.exec(`PRAGMA user_version = ${version}`);
      });
    if (found() !== version)
      throw new Error(
        `${folder} holds data of another version of the shop: remove it, or name another folder`,
      );
    return store;
  } catch (error) {
    db.close();
    throw error;
  }
}

function storeOn(db: DatabaseSync, now: () => number): Store {
  const statements = new Map<string, StatementSync>();
  let depth = 0;
  return {
    statement(sql) {
      let statement = statements.get(sql);
      if (!statement) statements.set(sql, (statement = db.prepare(sql)));
      return statement;
    },
    transaction(work) {
      const [begin, commit, undo] =
        depth === 0
          ? ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK']
          : [`SAVEPOINT s${depth}`, `RELEASE s${depth}`, `ROLLBACK TO s${depth}; RELEASE s${depth}`];
      db.exec(begin);
      depth++;
      try {
        const result = work();
        db.exec(commit);
        return result;
      } catch (error) {
        db.exec(undo);
        throw error;
      } finally {
        depth--;
      }
    },
    now,
    close: () => db.close(),
  };
}

function retryWhileLocked(work: () => void): void {
  for (let attempt = 1; ; attempt++) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || attempt === OPEN_ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, OPEN_PAUSE_MS);
    }
  }
}

/** Whether SQLite gave up waiting for another process. */
export function isBusy(error: unknown): boolean {
  return ((error as { errcode?: number } | undefined)?.errcode ?? 0) % 256 === SQLITE_BUSY;
}
