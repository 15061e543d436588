import { join } from 'node:path';
import { type Database, DatabaseUnavailable, type Row } from './database.js';
import { lockFolder } from './lock-folder.js';

/** Opens PGlite, PostgreSQL in this process, on a folder that no other process uses. */
export async function openEmbedded(folder: string): Promise<Database> {
  const unlock = lockFolder(folder);
  try {
    // Loaded here: with a server, its hundreds of megabytes are not needed.
    const { PGlite } = await import('@electric-sql/pglite');
    const database = await PGlite.create(join(folder, 'pglite'));
    return {
      isOurs: true,
      async query(text, values = []) {
        return (await database.query<Row>(text, [...values])).rows;
      },
      async close() {
        await database.close();
        unlock();
      },
    };
  } catch (cause) {
    unlock();
    const reason = (cause as Error).message;
    throw new DatabaseUnavailable(`CHECKOUT_DATA_DIR ${folder} holds no usable database: ${reason}`, {
      cause,
    });
  }
}
