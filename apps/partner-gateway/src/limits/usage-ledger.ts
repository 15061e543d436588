import { randomUUID } from 'node:crypto';
import type { Database } from '@frontdesk/database';
import type { Quotas } from './quotas.js';
import type { UsageBook } from './usage-book.js';
import { type Batch, writeUsage } from './write-usage.js';

/** So many of each kind are written at once: what an hour without a database gathers is more than one statement can take. */
const MOST_AT_ONCE = 2_000;

export interface LedgerLog {
  warn(fields: object, message: string): void;
  info(message: string): void;
}

interface Parts {
  readonly database: Database;
  readonly quotas: Quotas;
  readonly book: UsageBook;
  readonly log: LedgerLog;
}

/**
 * Writes what is gathered in memory to the database, so that the counts of all processes add up. While the database is
 * away it is gathered on, and written when it is back; no request waits for any of it.
 */
export class UsageLedger {
  readonly #writer = randomUUID();
  #number = 0;
  /** The batch of which it is not known whether it was written; kept as it is, so that it can be told from the next. */
  #pending: Batch | undefined;
  #flushing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isLost = false;

  constructor(private readonly parts: Parts) {}

  /** Writes what there is this often, until it is closed. */
  writeEvery(flushMs: number): this {
    this.#timer = setInterval(() => void this.flush().catch(() => undefined), flushMs).unref();
    return this;
  }

  /** Writes what was gathered before it was called; rejects where the database cannot be asked, and nothing is lost. */
  async flush(): Promise<void> {
    // What is under way may have begun before what is to be written was gathered.
    await this.#flushing?.catch(() => undefined);
    this.#flushing ??= this.#writeAll().finally(() => (this.#flushing = undefined));
    return this.#flushing;
  }

  /** Writes for a last time; what cannot be written now is lost, and the log says so. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush().catch((err: unknown) =>
      this.parts.log.warn({ err }, 'what applications used since the last write is lost'),
    );
  }

  async #writeAll(): Promise<void> {
    try {
      if (this.#pending) await this.#write(this.#pending);
      // Not until nothing is left: under load there is always more.
      for (let isMore = true; isMore;) {
        const batch = this.#next();
        if (batch) await this.#write(batch);
        isMore = batch !== undefined && isFull(batch);
      }
    } catch (err) {
      if (!this.#isLost)
        this.parts.log.warn({ err }, 'what applications use cannot be written; it is counted on in memory');
      this.#isLost = true;
      throw err;
    }
    if (this.#isLost) this.parts.log.info('what applications use is written again');
    this.#isLost = false;
  }

  async #write(batch: Batch): Promise<void> {
    this.#pending = batch;
    const used = await writeUsage(this.parts.database, batch);
    for (const [index, addition] of batch.quotas.entries())
      this.parts.quotas.written(addition, used?.[index]);
    this.#pending = undefined;
  }

  #next(): Batch | undefined {
    const quotas = this.parts.quotas.take(MOST_AT_ONCE);
    const { usage, keys } = this.parts.book.take(MOST_AT_ONCE);
    if (quotas.length + usage.length + keys.length === 0) return undefined;
    return { writer: this.#writer, number: ++this.#number, quotas, usage, keys };
  }
}

function isFull({ quotas, usage, keys }: Batch): boolean {
  return [quotas, usage, keys].some(({ length }) => length === MOST_AT_ONCE);
}
