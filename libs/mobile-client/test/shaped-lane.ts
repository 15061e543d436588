interface Travelling {
  readonly arrivesAtMs: number;
  readonly arrive: () => void;
}

/** One direction of a link: bytes leave one after another, at its rate, and arrive in that order after its delay. */
export class ShapedLane {
  /** What was sent so far. */
  bytes = 0;
  #freeAtMs = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #travelling: Travelling[] = [];

  constructor(
    private readonly delayMs: number,
    private readonly bitsPerMs: number,
  ) {}

  carry(bytes: number, arrive: () => void): void {
    this.bytes += bytes;
    this.#freeAtMs = Math.max(performance.now(), this.#freeAtMs) + (bytes * 8) / this.bitsPerMs;
    this.#travelling.push({ arrivesAtMs: this.#freeAtMs + this.delayMs, arrive });
    this.#waitForFirst();
  }

  close(): void {
    this.#travelling.length = 0;
    clearTimeout(this.#timer);
  }

  #waitForFirst(): void {
    const [first] = this.#travelling;
    if (!first || this.#timer) return;
    // One timer for all: two of them may fire in another order than they are due.
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        const now = performance.now();
        while (this.#travelling[0] && this.#travelling[0].arrivesAtMs <= now)
          this.#travelling.shift()!.arrive();
        this.#waitForFirst();
      },
      Math.max(0, first.arrivesAtMs - performance.now()),
    );
  }
}
