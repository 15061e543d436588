import type { Database } from './database.js';
import { openEmbedded } from './embedded.js';
import { openPostgres } from './postgres.js';

export interface DatabaseSettings {
  /** Whose it is, as the server's own lists of connections name it. */
  readonly name: string;
  /** A PostgreSQL server's; none: the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** The folder of the embedded one, and the setting that says so, for messages. */
  readonly folder: string;
  readonly folderSetting: string;
}

/** PostgreSQL where a URL says so, else the embedded one; throws `DatabaseUnavailable`, naming the setting. */
export function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const { name, databaseUrl } = settings;
  return databaseUrl === undefined ? openEmbedded(settings) : openPostgres(databaseUrl, name);
}
