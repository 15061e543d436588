import { type Database } from './database.js';
import { openEmbedded } from './embedded.js';
import { openPostgres } from './postgres.js';

interface Where {
  readonly databaseUrl?: string | undefined;
  readonly checkoutDataDir: string;
}

/** PostgreSQL where a URL says so, else the embedded one; throws `DatabaseUnavailable`, naming the setting. */
export function openDatabase({ databaseUrl, checkoutDataDir }: Where): Promise<Database> {
  return databaseUrl === undefined ? openEmbedded(checkoutDataDir) : openPostgres(databaseUrl);
}
