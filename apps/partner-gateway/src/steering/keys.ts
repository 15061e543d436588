import type { Kysely, Selectable } from 'kysely';
import type { Environment, Tables } from '../database/tables.js';
import { newKey } from '../keys/new-key.js';
import type { Step } from './act.js';
import { ActConflict, UnknownRecord } from './act-refused.js';
import { needApplication } from './applications.js';

/** What is known of a key once it was shown: all but its secret. */
export interface Key {
  /** Its public part. */
  readonly id: string;
  readonly applicationId: string;
  readonly environment: Environment;
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export interface AskedKey {
  readonly applicationId: string;
  readonly environment: Environment;
  readonly expiresAt: Date;
}

/** So that one can take another's place while both work. */
const LIVE_KEYS = 2;

/** `key` is the one time that the key itself is told. */
export const createKey =
  ({ applicationId, environment, expiresAt }: AskedKey, now: Date): Step<Key & { key: string }> =>
  async (tables) => {
    const { partnerId } = await needApplication(tables, applicationId);
    const live = (await listKeys(tables, applicationId)).filter(
      (key) => key.environment === environment && isLive(key, now),
    );
    if (live.length >= LIVE_KEYS) throw new ActConflict(tooMany(live));
    const { text, id, hash } = newKey(environment);
    const row = await tables
      .insertInto('keys')
      .values({ id, application_id: applicationId, environment, hash, expires_at: expiresAt })
      .returningAll()
      .executeTakeFirstOrThrow();
    const after = { environment, expiresAt };
    const act = { action: 'key.create', partnerId, applicationId, keyId: id, after };
    return { result: { ...keyOf(row), key: text }, act };
  };

export const revokeKey =
  (id: string, now: Date): Step<Key> =>
  async (tables) => {
    const row = await tables.selectFrom('keys').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw new UnknownRecord(`there is no key ${id}`);
    const before = keyOf(row);
    if (before.revokedAt) return { result: before, act: undefined };
    const { partnerId } = await needApplication(tables, before.applicationId);
    const revoked = await tables
      .updateTable('keys')
      .set({ revoked_at: now })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const { applicationId, environment } = before;
    const act = {
      action: 'key.revoke',
      partnerId,
      applicationId,
      keyId: id,
      before: { environment, expiresAt: before.expiresAt, lastUsedAt: before.lastUsedAt },
      after: { revokedAt: now },
    };
    return { result: keyOf(revoked), act };
  };

/** The oldest first. */
export async function listKeys(tables: Kysely<Tables>, applicationId: string): Promise<Key[]> {
  const rows = await tables
    .selectFrom('keys')
    .selectAll()
    .where('application_id', '=', applicationId)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return rows.map(keyOf);
}

function isLive({ revokedAt, expiresAt }: Key, now: Date): boolean {
  return !revokedAt && expiresAt > now;
}

/** Which one is to go is a guess: the one that was not used for longest. */
function tooMany(live: readonly Key[]): string {
  const told = live.map(
    ({ id, madeAt, lastUsedAt }) =>
      `${id} (made ${madeAt.toISOString()}, ${lastUsedAt ? `last used ${lastUsedAt.toISOString()}` : 'never used'})`,
  );
  const [first] = live.toSorted((a, b) => lastSign(a) - lastSign(b));
  return `${LIVE_KEYS} keys work there already, ${told.join(' and ')}: revoke ${first?.id} first`;
}

function lastSign({ lastUsedAt, madeAt }: Key): number {
  return (lastUsedAt ?? madeAt).getTime();
}

function keyOf(row: Selectable<Tables['keys']>): Key {
  return {
    id: row.id,
    applicationId: row.application_id,
    environment: row.environment,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  };
}
