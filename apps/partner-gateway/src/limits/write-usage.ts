import type { Database } from '@frontdesk/database';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.js';
import type { QuotaAddition } from './quotas.js';
import type { KeyUse, UsageRow } from './usage-book.js';

/** Any number that nobody else locks. */
const LOCK_OF_USAGE = 6_002;

/** What is written at once. */
export interface Batch {
  /** Who writes: this process, since it started. */
  readonly writer: string;
  /** Higher than that of the writer's batch before. */
  readonly number: number;
  readonly quotas: readonly QuotaAddition[];
  readonly usage: readonly UsageRow[];
  readonly keys: readonly KeyUse[];
}

/**
 * Adds a batch to what there is, all of it or nothing, and once: where the answer to a first attempt was lost, a second one
 * does nothing. Resolves to what is now used of each quota in all, in the batch's order; to nothing where it was written
 * before.
 */
export function writeUsage(database: Database, batch: Batch): Promise<readonly number[] | undefined> {
  return database
    .tables<Tables>()
    .transaction()
    .execute(async (transaction) => {
      // One process at a time: rows that two of them lock in different orders would be a deadlock.
      await sql`SELECT pg_advisory_xact_lock(${sql.lit(LOCK_OF_USAGE)})`.execute(transaction);
      if (!(await isNew(transaction, batch))) return undefined;
      await addUsage(transaction, batch.usage);
      await noteKeys(transaction, batch.keys);
      return addQuotas(transaction, batch.quotas);
    });
}

async function isNew(transaction: Transaction<Tables>, { writer, number }: Batch): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO usage_writers AS known (writer, batch) VALUES (${writer}, ${number})
    ON CONFLICT (writer) DO UPDATE SET batch = excluded.batch, written_at = now() WHERE known.batch < excluded.batch
    RETURNING batch`.execute(transaction);
  return rows.length > 0;
}

async function addUsage(transaction: Transaction<Tables>, usage: readonly UsageRow[]): Promise<void> {
  if (usage.length === 0) return;
  const rows = JSON.stringify(usage.map((row) => ({ ...row, lastAt: new Date(row.lastAt) })));
  await sql`
    INSERT INTO usage AS known (application_id, environment, day, version, route, status, requests, last_at)
    SELECT * FROM json_to_recordset(${rows}::json) AS added ("applicationId" text, environment text, day text,
      version text, route text, status integer, requests bigint, "lastAt" timestamptz)
    ON CONFLICT (application_id, environment, day, version, route, status) DO UPDATE SET
      requests = known.requests + excluded.requests, last_at = greatest(known.last_at, excluded.last_at)`.execute(
    transaction,
  );
}

async function noteKeys(transaction: Transaction<Tables>, keys: readonly KeyUse[]): Promise<void> {
  if (keys.length === 0) return;
  const rows = JSON.stringify(keys.map(({ keyId, at }) => ({ keyId, at: new Date(at) })));
  await sql`
    UPDATE keys SET last_used_at = used.at
    FROM json_to_recordset(${rows}::json) AS used ("keyId" text, at timestamptz)
    WHERE keys.id = used."keyId" AND (keys.last_used_at IS NULL OR keys.last_used_at < used.at)`.execute(
    transaction,
  );
}

async function addQuotas(
  transaction: Transaction<Tables>,
  quotas: readonly QuotaAddition[],
): Promise<readonly number[]> {
  if (quotas.length === 0) return [];
  const added = quotas.map(({ count: { owner, month }, requests }) => ({ ...owner, month, requests }));
  const { rows } = await sql<{ name: string; used: string }>`
    INSERT INTO quotas AS known (application_id, environment, month, used)
    SELECT * FROM json_to_recordset(${JSON.stringify(added)}::json)
      AS added (id text, environment text, month text, requests bigint)
    ON CONFLICT (application_id, environment, month) DO UPDATE SET used = known.used + excluded.used
    RETURNING application_id || '/' || environment || '/' || month AS name, used`.execute(transaction);
  const used = new Map(rows.map((row) => [row.name, Number(row.used)]));
  return added.map(({ id, environment, month }) => used.get(`${id}/${environment}/${month}`) ?? 0);
}
