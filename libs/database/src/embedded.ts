import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGliteDialect } from 'kysely';
import { Database } from './database.js';
import { DatabaseUnavailable } from './database-unavailable.js';
import { lockFolder } from './lock-folder.js';
import type { DatabaseSettings } from './open-database.js';
import { watchDialect } from './watched-dialect.js';

/** Opens PGlite, PostgreSQL in this process, on a folder that no other process uses. */
export async function openEmbedded({
  folder,
  folderSetting,
}: Pick<DatabaseSettings, 'folder' | 'folderSetting'>): Promise<Database> {
  const unlock = lockFolder(folder, folderSetting);
  try {
    // Loaded here: with a server, its hundreds of megabytes are not needed.
    const { PGlite, types } = await import('@electric-sql/pglite');
    // As `pg` gives them: by itself PGlite makes a number of those that are small enough.
    const parsers = { [types.INT8]: (text: string) => text };
    const own = join(folder, 'pglite');
    // By itself PGlite makes one that everybody on the machine can read, where the folder was there and is open to them.
    mkdirSync(own, { recursive: true, mode: 0o700 });
    const pglite = await PGlite.create(own, { parsers });
    const dialect = new PGliteDialect({ pglite });
    const watched = watchDialect(dialect, { errorFrom: (error) => error, oneAtATime: true });
    return new Database({ dialect: watched, isOurs: true, onClosed: unlock });
  } catch (cause) {
    unlock();
    const reason = (cause as Error).message;
    throw new DatabaseUnavailable(`${folderSetting} ${folder} holds no usable database: ${reason}`, {
      cause,
    });
  }
}
