import { setImmediate as nextTurn } from 'node:timers/promises';

const CLOSED_MS = 1_000;

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
 * Lets work through to Redis while it answers within `timeoutMs`; after a failure none for a second, so that callers pay
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
      return await this.#inTime(work());
    } catch (error) {
      this.#close();
      throw error;
    }
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
      await this.#inTime(this.watch.probe());
    } catch {
      if (!this.#ended) this.#probeSoon();
      return;
    }
    this.#closed = false;
    this.watch.recovered();
  }

  async #inTime<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    let settled = false;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(async () => {
        // A busy process may be late itself: the answer that is already here is read before this turn.
        await nextTurn();
        await nextTurn();
        if (!settled) reject(new RedisUnavailable(`Redis did not answer within ${this.timeoutMs} ms`));
      }, this.timeoutMs);
    });
    work.catch(() => undefined);
    try {
      return await Promise.race([work, late]);
    } finally {
      settled = true;
      clearTimeout(timer);
    }
  }
}
