import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.js';

/** Whose act it is: the name that is written down, and the address that the connection came from. */
export interface Owner {
  readonly name: string;
  readonly source: string;
}

/** What is written down of an act: what was done to what, and how it was before and after. Nothing secret. */
export interface ActText {
  /** Such as `key.revoke`. */
  readonly action: string;
  readonly partnerId?: string | undefined;
  readonly applicationId?: string | undefined;
  readonly keyId?: string | undefined;
  readonly plan?: string | undefined;
  readonly before?: object | undefined;
  readonly after?: object | undefined;
}

/** How things are once an act is done; where it changed nothing, nothing is written down. */
export interface Done<Result> {
  readonly result: Result;
  readonly act: ActText | undefined;
}

/** A change, made in a transaction in which nobody else acts. */
export type Step<Result> = (tables: Transaction<Tables>) => Promise<Done<Result>>;

/** Any number, the same in every process. */
const LOCK_OF_ACTS = 0x0fd_ac75;

/** Makes a change and writes it down: both, or neither. */
export async function act<Result>(tables: Kysely<Tables>, owner: Owner, step: Step<Result>): Promise<Result> {
  return tables.transaction().execute(async (transaction) => {
    // One at a time, in all processes: so ids of acts are seen in their order, and nobody who follows them misses one.
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(LOCK_OF_ACTS)})`.execute(transaction);
    const { result, act } = await step(transaction);
    if (act) await writeDown(transaction, owner, act);
    return result;
  });
}

async function writeDown(tables: Transaction<Tables>, { name, source }: Owner, text: ActText): Promise<void> {
  const { action, partnerId, applicationId, keyId, plan, before, after } = text;
  await tables
    .insertInto('acts')
    .values({
      actor: name,
      source,
      action,
      partner_id: partnerId ?? null,
      application_id: applicationId ?? null,
      key_id: keyId ?? null,
      plan: plan ?? null,
      details: JSON.stringify({ before, after }),
    })
    .execute();
}
