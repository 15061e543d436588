import { rmSync } from 'node:fs';
import { databaseFolder } from './database-folder.js';
import { postgresForTests } from './postgres-for-tests.js';

/** A program's own database, and the settings that say where it is. */
export interface OwnDatabase extends AsyncDisposable {
  readonly settings: Readonly<Record<string, string>>;
}

/** For tests that are not about databases: on the server that the run shares, which costs less, else embedded. */
export async function ownDatabase(folderSetting: string): Promise<OwnDatabase> {
  if (!process.env['FRONTDESK_TEST_POSTGRES']) return embeddedDatabase(folderSetting);
  const postgres = await postgresForTests();
  return {
    settings: { DATABASE_URL: postgres.url },
    [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose](),
  };
}

/** An empty one that the program has in itself, in the folder that this setting names. */
export async function embeddedDatabase(folderSetting: string): Promise<OwnDatabase> {
  const folder = await databaseFolder();
  return {
    settings: { [folderSetting]: folder },
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
