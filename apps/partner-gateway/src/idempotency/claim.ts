import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Environment, Tables } from '../database/tables.js';

/** A key belongs to one application in one environment: others may use the same. */
export interface CommandName {
  readonly applicationId: string;
  readonly environment: Environment;
  readonly key: string;
}

/** A command that is carried out here, until its lease is over. */
export interface RunningCommand {
  readonly name: CommandName;
  /** The key that services are given: the same one however often the command is repeated. */
  readonly upstreamKey: string;
  readonly lease: string;
  /** Whether no service can have been asked before. */
  readonly isNew: boolean;
}

export interface Times {
  /** For how long a command belongs to who began it. */
  readonly leaseMs: number;
  /** For how long an answer is kept. */
  readonly keepMs: number;
}

/**
 * Makes a command this process's own, in one statement, so that of many who try at once one succeeds:
 * - one that is new, or was kept for long enough to be forgotten
 * - one of which nobody knows how it ended, and that nobody carries out now
 *
 * Resolves to nothing where it is neither.
 */
export async function claim(
  tables: Kysely<Tables>,
  name: CommandName,
  digest: Buffer,
  { leaseMs, keepMs }: Times,
): Promise<RunningCommand | undefined> {
  const [lease, upstreamKey] = [randomUUID(), randomUUID()];
  const ours = {
    digest,
    state: 'running',
    lease,
    leased_until: after(leaseMs),
    forgotten_at: after(keepMs),
  } as const;
  const claimed = await tables
    .insertInto('commands')
    .values({ ...keyOf(name), ...ours, upstream_key: upstreamKey })
    .onConflict((conflict) =>
      conflict
        .columns(['application_id', 'environment', 'key'])
        .doUpdateSet((row) => ({
          ...ours,
          status: null,
          headers: null,
          body: null,
          upstream_key: row
            .case()
            .when('commands.forgotten_at', '<=', now)
            .then(upstreamKey)
            .else(row.ref('commands.upstream_key'))
            .end(),
        }))
        .where((row) =>
          row.or([
            row('commands.forgotten_at', '<=', now),
            row.and([
              row('commands.state', '=', 'running'),
              row('commands.digest', '=', digest),
              row.or([row('commands.lease', 'is', null), row('commands.leased_until', '<=', now)]),
            ]),
          ]),
        ),
    )
    .returning('upstream_key')
    .executeTakeFirst();
  if (!claimed) return undefined;
  const { upstream_key } = claimed;
  return { name, lease, upstreamKey: upstream_key, isNew: upstream_key === upstreamKey };
}

/** The clock that all processes share. */
export const now = sql<Date>`now()`;

export const after = (ms: number) => sql<Date>`now() + ${ms}::float8 * interval '1 millisecond'`;

export function keyOf({ applicationId, environment, key }: CommandName) {
  return { application_id: applicationId, environment, key };
}
