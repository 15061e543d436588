import { type Database, DatabaseUnavailable } from './database.js';

/** A database of which it is known whether it answered when it was last asked; workers ask it every now and then. */
export interface WatchedDatabase extends Database {
  readonly isThere: boolean;
}

/** Watches a database by what comes of the statements that it is asked anyway. */
export function watchDatabase(database: Database): WatchedDatabase {
  let isThere = true;
  return {
    get isThere() {
      return isThere;
    },
    isOurs: database.isOurs,
    async query(text, values) {
      try {
        const rows = await database.query(text, values);
        isThere = true;
        return rows;
      } catch (error) {
        if (error instanceof DatabaseUnavailable) isThere = false;
        throw error;
      }
    },
    close: () => database.close(),
  };
}
