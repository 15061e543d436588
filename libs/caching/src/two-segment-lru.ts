/** Of all bytes, what newcomers may take before they are used a second time. */
const NEWCOMERS_PART = 1 / 4;

interface Weighed {
  readonly bytes: number;
}

/**
 * Holds what was used last within a number of bytes, in two segments (SLRU; Karedla et al., 1994): what was used once
 * only competes with its like. A million keys that are each asked for once then displace nothing that is asked for
 * again, and live so briefly that the garbage collector takes them while they are young.
 */
export class TwoSegmentLru<T extends Weighed> {
  readonly #newcomers = new Map<string, T>();
  readonly #regulars = new Map<string, T>();
  #newcomersBytes = 0;
  #regularsBytes = 0;

  constructor(
    private readonly maxBytes: number,
    private readonly evicted: (key: string, item: T) => void = () => undefined,
  ) {}

  get bytes(): number {
    return this.#newcomersBytes + this.#regularsBytes;
  }

  get size(): number {
    return this.#newcomers.size + this.#regulars.size;
  }

  /** The item, without counting that as use. */
  look(key: string): T | undefined {
    return this.#regulars.get(key) ?? this.#newcomers.get(key);
  }

  use(key: string): T | undefined {
    const regular = this.#regulars.get(key);
    if (regular) {
      this.#regulars.delete(key);
      this.#regulars.set(key, regular);
      return regular;
    }
    const newcomer = this.#newcomers.get(key);
    if (newcomer) this.#promote(key, newcomer);
    return newcomer;
  }

  /** Holds an item under a key that is free. */
  add(key: string, item: T): void {
    this.#newcomers.set(key, item);
    this.#newcomersBytes += item.bytes;
    this.#shrinkNewcomers();
  }

  remove(key: string): T | undefined {
    const regular = this.#regulars.get(key);
    if (regular) this.#regularsBytes -= regular.bytes;
    const newcomer = regular ? undefined : this.#newcomers.get(key);
    if (newcomer) this.#newcomersBytes -= newcomer.bytes;
    this.#regulars.delete(key);
    this.#newcomers.delete(key);
    return regular ?? newcomer;
  }

  *entries(): Iterable<[key: string, item: T]> {
    yield* this.#newcomers;
    yield* this.#regulars;
  }

  clear(): void {
    this.#newcomers.clear();
    this.#regulars.clear();
    this.#newcomersBytes = this.#regularsBytes = 0;
  }

  #promote(key: string, item: T): void {
    this.#newcomers.delete(key);
    this.#newcomersBytes -= item.bytes;
    this.#regulars.set(key, item);
    this.#regularsBytes += item.bytes;
    // The regulars used longest ago must prove themselves again.
    for (const [oldest, demoted] of this.#regulars) {
      if (this.#regularsBytes <= this.maxBytes * (1 - NEWCOMERS_PART)) break;
      this.#regulars.delete(oldest);
      this.#regularsBytes -= demoted.bytes;
      this.#newcomers.set(oldest, demoted);
      this.#newcomersBytes += demoted.bytes;
    }
    this.#shrinkNewcomers();
  }

  #shrinkNewcomers(): void {
    for (const [oldest, item] of this.#newcomers) {
      if (this.#newcomersBytes <= this.maxBytes * NEWCOMERS_PART) return;
      this.#newcomers.delete(oldest);
      this.#newcomersBytes -= item.bytes;
      this.evicted(oldest, item);
    }
  }
}
