import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseUnavailable } from './database-unavailable.js';

/**
 * Makes the folder and keeps every other process out of it; returns what lets go of it. Throws `DatabaseUnavailable`, which
 * names the setting that the folder comes from.
 *
 * The lock is one of the operating system's, taken by SQLite: it ends with the process, however that ends, so that
 * none is left over after a `kill -9`, and no number of a process can be mistaken for another's.
 */
export function lockFolder(folder: string, setting: string): () => void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    const { code, errcode, message } = error as NodeJS.ErrnoException & { errcode?: number };
    if (errcode === SQLITE_BUSY)
      throw new DatabaseUnavailable(
        `${setting} ${folder} is in use by another process: several share a PostgreSQL, by DATABASE_URL`,
      );
    throw new DatabaseUnavailable(`${setting} ${folder} cannot be used: ${code ?? message}`);
  }
}

const SQLITE_BUSY = 5;
