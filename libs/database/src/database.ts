import { CompiledQuery, Kysely } from 'kysely';
import { migrateToLatest, type Migrations } from './migrate.js';
import type { WatchedDialect } from './watched-dialect.js';

/** A row as the driver gives it: `json` parsed, `timestamptz` as `Date`, `bigint` as text. */
export type Row = Readonly<Record<string, unknown>>;

interface Opened {
  readonly dialect: WatchedDialect;
  readonly isOurs: boolean;
  readonly onClosed?: () => void;
}

/** A PostgreSQL database, embedded or a server; what it cannot be asked rejects with `DatabaseUnavailable`. */
export class Database {
  /** Whether no other process can be using it. */
  readonly isOurs: boolean;
  readonly #kysely: Kysely<unknown>;
  readonly #dialect: WatchedDialect;
  readonly #onClosed: () => void;

  constructor({ dialect, isOurs, onClosed = () => undefined }: Opened) {
    this.#dialect = dialect;
    this.#kysely = new Kysely({ dialect });
    this.isOurs = isOurs;
    this.#onClosed = onClosed;
  }

  /** Whether it answered when it was last asked. */
  get isThere(): boolean {
    return this.#dialect.isThere;
  }

  /** Its tables, for statements that are checked as they are compiled; transactions are to be had there. */
  tables<Tables>(): Kysely<Tables> {
    return this.#kysely as unknown as Kysely<Tables>;
  }

  /** One statement of one's own, in a transaction of its own. */
  async query(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return (await this.#kysely.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
  }

  /** Brings the tables to their latest form; processes that start at once do it once. */
  migrate(migrations: Migrations): Promise<void> {
    return migrateToLatest(this.#kysely, migrations);
  }

  async close(): Promise<void> {
    await this.#kysely.destroy();
    this.#onClosed();
  }
}
