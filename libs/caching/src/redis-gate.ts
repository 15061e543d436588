import { setImmediate as nextTurn } from 'node:timers/promises';

/** How often a Redis that is gone is tried: often enough to be back within 2 s though one try is lost. */
const CLOSED_MS = 500;
const MARGIN_MS = 5;

/** Thrown instead of a command to Redis while it does not answer. */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisUnavailable';
  readonly code = 'REDIS_UNAVAILABLE';
}

interface Watch {
  /** Called when Redis answers again. */
  recovered(): void;
  lost?(): void;
  /** A command with which to find out whether Redis is back. */
  probe(): Promise<unknown>;
}

/**
 * Lets work through to Redis while it answers within `timeoutMs`; after a failure none for a while, so that callers pay
 * for the wait once and not each. A probe then finds out whether Redis is back, though nobody asks.
 */
export class RedisGate {
  #closed = false;
  #probing: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(
    private readonly timeoutMs: number,
    private readonly watch: Watch,
  ) {}

  get isOpen(): boolean {
    return !this.#closed;
  }

  /** The result of `work`; throws `RedisUnavailable` at once while the gate is closed, or after `timeoutMs`. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new RedisUnavailable('Redis did not answer lately');
    try {
      return await inTime(this.timeoutMs, work());
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  /**
   * The result of several commands in about the time of one; that they are late is no failure of Redis yet. A command
   * that is late itself must be found out first, or the next request would wait for another.
   */
  runAll<T>(work: Promise<T>): Promise<T> {
    return inTime(this.timeoutMs + MARGIN_MS, work);
  }

  close(): void {
    this.#ended = true;
    clearTimeout(this.#probing);
  }

  #close(): void {
    if (this.#closed || this.#ended) return;
    this.#closed = true;
    this.watch.lost?.();
    this.#probeSoon();
  }

  #probeSoon(): void {
    this.#probing = setTimeout(() => void this.#probe(), CLOSED_MS).unref();
  }

  async #probe(): Promise<void> {
    try {
      await inTime(this.timeoutMs, this.watch.probe());
    } catch {
      if (!this.#ended) this.#probeSoon();
      return;
    }
    this.#closed = false;
    this.watch.recovered();
  }
}

async function inTime<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let settled = false;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(async () => {
      // A busy process may be late itself: an answer that is already here is read before these turns are over.
      await nextTurn();
      await nextTurn();
      if (!settled) reject(new RedisUnavailable(`Redis did not answer within ${timeoutMs} ms`));
    }, timeoutMs);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    settled = true;
    clearTimeout(timer);
  }
}
