import type { Dialect, Driver } from 'kysely';
import { WatchedDriver } from './watched-driver.js';

/** A dialect of which it is known whether its database answered when it was last asked. */
export interface WatchedDialect extends Dialect {
  readonly isThere: boolean;
}

export interface Watching {
  /** What an error of the driver's is told as: itself, or `DatabaseUnavailable` where it is none of the statement's. */
  readonly errorFrom: (error: unknown) => unknown;
  /** Whether connections are given out one at a time: Kysely's driver for PGlite gives one to everybody. */
  readonly oneAtATime: boolean;
}

/** Watches a dialect by what comes of the statements that it is asked anyway. */
export function watchDialect(dialect: Dialect, watching: Watching): WatchedDialect {
  let driver: WatchedDriver | undefined;
  return {
    get isThere() {
      return driver?.isThere ?? true;
    },
    createDriver: (): Driver => (driver = new WatchedDriver(dialect.createDriver(), watching)),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}
