import { FinishedAnswer } from '@frontdesk/gateway';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.js';
import { after, claim, type CommandName, keyOf, now, type RunningCommand, type Times } from './claim.js';
import { KeyInUse, KeyReused } from './refused-key.js';

/** A row may change between two looks at it; who loses as often as this is told that the key is in use. */
const LOOKS = 4;
const FORGOTTEN_AT_ONCE = 1_000;

/**
 * The commands that came with a key, and how they ended. A command is written down before anybody is asked to do it,
 * and belongs to who wrote it for the time of a lease: whoever was halted, and goes on after its lease was taken over,
 * changes nothing here. Time is the database's, which all processes share.
 */
export class CommandStore {
  constructor(
    private readonly tables: Kysely<Tables>,
    private readonly times: Times,
  ) {}

  get leaseMs(): number {
    return this.times.leaseMs;
  }

  /**
   * Begins a command, or takes over one of which nobody knows how it ended; resolves to the answer instead where there is
   * one. Throws `KeyInUse` or `KeyReused`.
   */
  async begin(name: CommandName, digest: Buffer): Promise<RunningCommand | FinishedAnswer> {
    for (let look = 0; look < LOOKS; look += 1) {
      const begun = await claim(this.tables, name, digest, this.times);
      if (begun) return begun;
      const row = await this.#find(name);
      if (!row) continue;
      if (!digest.equals(row.digest)) throw new KeyReused();
      if (row.state === 'answered')
        return new FinishedAnswer(row.status!, row.headers!, Buffer.from(row.body!));
      if (row.is_leased) break;
    }
    throw new KeyInUse();
  }

  /** Keeps how a command ended; throws `KeyInUse` where its lease has been taken over, since then that is another's to say. */
  async end({ name, lease }: RunningCommand, { status, headers, body }: FinishedAnswer): Promise<void> {
    const { numUpdatedRows } = await this.tables
      .updateTable('commands')
      .set({
        state: 'answered',
        status,
        headers: JSON.stringify(headers),
        body,
        lease: null,
        leased_until: null,
        forgotten_at: after(this.times.keepMs),
      })
      .where((row) => row.and({ ...keyOf(name), lease }))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new KeyInUse();
  }

  /** Lets the command be repeated at once: with the same upstream key, since it may have been done. */
  async free({ name, lease }: RunningCommand): Promise<void> {
    await this.tables
      .updateTable('commands')
      .set({ lease: null, leased_until: null })
      .where((row) => row.and({ ...keyOf(name), lease }))
      .execute();
  }

  /** Forgets a command that was not done, so that its key may come with another request; unless it may have been before. */
  async drop(command: RunningCommand): Promise<void> {
    const { name, lease, isNew } = command;
    if (!isNew) return this.free(command);
    await this.tables
      .deleteFrom('commands')
      .where((row) => row.and({ ...keyOf(name), lease }))
      .execute();
  }

  /** Lets everything be repeated at once: only where no other process can be carrying it out. */
  async freeAll(): Promise<void> {
    await this.tables
      .updateTable('commands')
      .set({ lease: null, leased_until: null })
      .where('state', '=', 'running')
      .execute();
  }

  /** Deletes what was kept for long enough, a bounded number of rows at a time; resolves to whether there may be more. */
  async forget(): Promise<boolean> {
    const { numDeletedRows } = await this.tables
      .deleteFrom('commands')
      .where((row) =>
        row(
          row.refTuple('application_id', 'environment', 'key'),
          'in',
          row
            .selectFrom('commands')
            .select(['application_id', 'environment', 'key'])
            .where('forgotten_at', '<=', now)
            .orderBy('forgotten_at')
            .limit(FORGOTTEN_AT_ONCE)
            .forUpdate()
            .skipLocked()
            .$asTuple('application_id', 'environment', 'key'),
        ),
      )
      .executeTakeFirst();
    return numDeletedRows >= BigInt(FORGOTTEN_AT_ONCE);
  }

  #find(name: CommandName) {
    return this.tables
      .selectFrom('commands')
      .select(['digest', 'state', 'status', 'headers', 'body'])
      .select(sql<boolean>`leased_until > now()`.as('is_leased'))
      .where((row) => row.and(keyOf(name)))
      .executeTakeFirst();
  }
}
