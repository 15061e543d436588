import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.js';

/** An act as it was written down. */
export interface Act {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly source: string;
  readonly action: string;
  readonly partnerId: string | null;
  readonly applicationId: string | null;
  readonly keyId: string | null;
  readonly plan: string | null;
  readonly details: object;
}

export interface ActQuestion {
  readonly partnerId?: string | undefined;
  readonly applicationId?: string | undefined;
  readonly keyId?: string | undefined;
  readonly plan?: string | undefined;
  readonly actor?: string | undefined;
  /** The id of the last act of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** The latest first. */
export async function listActs(
  tables: Kysely<Tables>,
  question: ActQuestion,
): Promise<{ items: Act[]; nextCursor: string | null }> {
  const { partnerId, applicationId, keyId, plan, actor, before, limit } = question;
  const wanted = { partner_id: partnerId, application_id: applicationId, key_id: keyId, plan, actor };
  let query = tables
    .selectFrom('acts')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  for (const [column, value] of Object.entries(wanted))
    if (value !== undefined) query = query.where(column as keyof typeof wanted, '=', value);
  if (before !== undefined) query = query.where('id', '<', before);
  const rows = await query.execute();
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    at: row.at,
    actor: row.actor,
    source: row.source,
    action: row.action,
    partnerId: row.partner_id,
    applicationId: row.application_id,
    keyId: row.key_id,
    plan: row.plan,
    details: row.details,
  }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
