import { rmSync } from 'node:fs';
import { databaseFolder, postgresForTests } from '@frontdesk/testing';

/** A gateway's own database, and the settings that say where it is. */
export interface OwnDatabase extends AsyncDisposable {
  readonly settings: Readonly<Record<string, string>>;
}

/** For tests that are not about databases: on the server that the run shares, which costs less, else embedded. */
export async function ownDatabase(): Promise<OwnDatabase> {
  if (!process.env['FRONTDESK_TEST_POSTGRES']) return embeddedDatabase();
  const postgres = await postgresForTests();
  return {
    settings: { DATABASE_URL: postgres.url },
    [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose](),
  };
}

export async function embeddedDatabase(): Promise<OwnDatabase> {
  const folder = await databaseFolder();
  return {
    settings: { PARTNER_DATA_DIR: folder },
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
