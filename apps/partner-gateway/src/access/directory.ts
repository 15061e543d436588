import { timingSafeEqual } from 'node:crypto';
import type { Database } from '@frontdesk/database';
import { type Clock, systemClock } from '@frontdesk/request-context';
import type { Tables } from '../database/tables.js';
import { hashOfKey } from '../keys/hash-of-key.js';
import { readKey } from '../keys/read-key.js';
import type { CallingApplication } from './calling-application.js';
import { DirectoryStale } from './directory-stale.js';
import { Mirror } from './mirror.js';
import { readRecords, type Touched } from './records.js';
import { RepeatedLook } from './repeated-look.js';

/** More than this at once is read as a whole. */
const MOST_ACTS = 500;
/** All is read anew this often: what was changed by hand is noticed, and keys that have expired are forgotten. */
const READ_ALL_MS = 300_000;
/** What a key is compared with where none has its id: nothing has this hash. */
const NOBODYS_HASH = new Uint8Array(32);

interface Parts {
  readonly database: Pick<Database, 'tables'>;
  /** How often to look for acts, and how long what is known may go without a look. */
  readonly pollMs: number;
  readonly staleMs: number;
  /** Told when the database can no longer be asked, and when it can again. */
  readonly lost?: (error: unknown) => void;
  readonly found?: () => void;
  readonly clock?: Clock;
  /** Milliseconds since 1970, by which keys expire. */
  readonly wallClock?: Clock;
  /** Compares in a time that says nothing about what is compared. */
  readonly sameBytes?: (a: Uint8Array, b: Uint8Array) => boolean;
}

/**
 * Who may call, in memory: a key that nobody has costs no query. It follows what owners do by the table of acts, so that
 * every process knows of a revoked key within one look.
 */
export class Directory {
  readonly #mirror = new Mirror();
  readonly #look: RepeatedLook;
  readonly #wallClock: Clock;
  readonly #sameBytes: (a: Uint8Array, b: Uint8Array) => boolean;
  #lastAct = '0';
  #readAllAt = Number.NEGATIVE_INFINITY;

  private constructor(private readonly parts: Parts) {
    const { clock = systemClock, pollMs: everyMs, lost, found } = parts;
    this.#look = new RepeatedLook({ look: (at) => this.#follow(at), everyMs, clock, lost, found });
    this.#wallClock = parts.wallClock ?? { now: Date.now };
    this.#sameBytes = parts.sameBytes ?? timingSafeEqual;
  }

  /** Reads all there is, and looks for changes from then on until it is closed. */
  static async open(parts: Parts): Promise<Directory> {
    const directory = new Directory(parts);
    await directory.refresh();
    directory.#look.begin();
    return directory;
  }

  /** Whether anything can be said of credentials. */
  get isFresh(): boolean {
    return this.#look.ageMs <= this.parts.staleMs;
  }

  /**
   * Whose key this is; undefined for one that is malformed, unknown, wrong, expired, revoked or of somebody who is suspended.
   * Each of these takes the same steps: one hash, one comparison. Throws `DirectoryStale`.
   */
  byKey(text: string): CallingApplication | undefined {
    this.#mustBeFresh();
    const read = readKey(text);
    const key = read && this.#mirror.key(read.id);
    const isTheirs = this.#sameBytes(hashOfKey(text), key?.hash ?? NOBODYS_HASH);
    const caller = key && this.#mirror.byKey(key);
    if (!isTheirs || !key || !caller || key.environment !== read.environment) return undefined;
    return this.#wallClock.now() < key.expiresAt ? caller : undefined;
  }

  /** Whose client of the identity provider this is; undefined for an unknown one. Throws `DirectoryStale`. */
  byClient(id: string): CallingApplication | undefined {
    this.#mustBeFresh();
    return this.#mirror.byClient(id);
  }

  /** Looks at once; when it resolves, everything is known that was done before it was called. */
  refresh(): Promise<void> {
    return this.#look.now();
  }

  close(): Promise<void> {
    return this.#look.close();
  }

  #follow(at: number): Promise<void> {
    return at - this.#readAllAt < READ_ALL_MS ? this.#readTouched(at) : this.#readAll(at);
  }

  async #readAll(at: number): Promise<void> {
    const tables = this.parts.database.tables<Tables>();
    // First, so that what is done while the rest is read is read once more.
    const last = await tables
      .selectFrom('acts')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    this.#mirror.take(await readRecords(tables));
    this.#lastAct = last?.id ?? '0';
    this.#readAllAt = at;
  }

  async #readTouched(at: number): Promise<void> {
    const tables = this.parts.database.tables<Tables>();
    const acts = await tables
      .selectFrom('acts')
      .select(['id', 'plan', 'partner_id as partner', 'application_id as application'])
      .where('id', '>', this.#lastAct)
      .orderBy('id')
      .limit(MOST_ACTS)
      .execute();
    const last = acts.at(-1);
    if (!last) return;
    if (acts.length === MOST_ACTS) return this.#readAll(at);
    const touched: Touched = {
      plans: distinct(acts.map(({ plan }) => plan)),
      partners: distinct(acts.map(({ partner }) => partner)),
      applications: distinct(acts.map(({ application }) => application)),
    };
    this.#mirror.take(await readRecords(tables, touched), touched);
    this.#lastAct = last.id;
  }

  #mustBeFresh(): void {
    if (!this.isFresh) throw new DirectoryStale(this.parts.pollMs);
  }
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
