import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.js';

const NAME = 'cursors';
const BYTES = 32;

/** The key of all cursors: made by the first process on a database, and the same for all of them from then on. */
export async function cursorKey(
  tables: Kysely<Tables>,
  randomBytes: (size: number) => Uint8Array,
): Promise<Uint8Array> {
  await tables
    .insertInto('secrets')
    .values({ name: NAME, value: randomBytes(BYTES) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { value } = await tables
    .selectFrom('secrets')
    .select('value')
    .where('name', '=', NAME)
    .executeTakeFirstOrThrow();
  return value;
}
