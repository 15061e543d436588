import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

/** Changes of tables by their names, in whose order they are made; one that was ever made is never changed again. */
export type Migrations = Readonly<Record<string, Migration>>;

/** Makes what was not made yet: all of it, or nothing. */
export async function migrateToLatest(kysely: Kysely<unknown>, migrations: Migrations): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error } = await new Migrator({ db: kysely, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}
