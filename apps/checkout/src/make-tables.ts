import type { Database } from '@frontdesk/database';

/** Any number, and the same in every process: only one at a time makes tables, for `IF NOT EXISTS` alone is no lock. */
const LOCK = 0x636865636b;

const STATEMENTS = [
  `CREATE TABLE IF NOT EXISTS checkouts (
     id text PRIMARY KEY,
     principal text NOT NULL,
     key text NOT NULL,
     request_digest text NOT NULL,
     -- json, not jsonb, which changes the order of fields: a command that is repeated must be the same to the byte.
     request json NOT NULL,
     state text NOT NULL CHECK (state IN ('running', 'undoing', 'placed', 'refused')),
     refusal json,
     steps json NOT NULL DEFAULT '{}',
     -- Who works on it; until due_at it is theirs alone.
     lease text,
     -- When to go on with it; NULL once nothing is left to do.
     due_at timestamptz,
     failures integer NOT NULL DEFAULT 0,
     wanted_until timestamptz NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     UNIQUE (principal, key)
   )`,
  `CREATE INDEX IF NOT EXISTS checkouts_due ON checkouts (due_at) WHERE due_at IS NOT NULL`,
];

/** Makes what is not there yet, in one statement, so that processes may start at once. */
export async function makeTables(database: Database): Promise<void> {
  const body = STATEMENTS.join(';\n');
  await database.query(`DO $make$ BEGIN PERFORM pg_advisory_xact_lock(${LOCK}); ${body}; END $make$`);
}
