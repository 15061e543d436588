import type { Clock } from '@frontdesk/request-context';

interface Parts {
  /** Rejects where nothing could be seen. */
  readonly look: (startedAt: number) => Promise<void>;
  readonly everyMs: number;
  readonly clock: Clock;
  /** Told when nothing can be seen any more, and when something can again. */
  readonly lost?: ((error: unknown) => void) | undefined;
  readonly found?: (() => void) | undefined;
}

/** Looks at something again and again, and at once when it is asked to; never twice at a time. */
export class RepeatedLook {
  /** When the last look that saw something began: what was done since may not have been seen. */
  #lookedAt = Number.NEGATIVE_INFINITY;
  #isLost = false;
  #looking: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(private readonly parts: Parts) {}

  /** How long it has been since something was seen, in milliseconds. */
  get ageMs(): number {
    return this.parts.clock.now() - this.#lookedAt;
  }

  /** When it resolves, everything was seen that was done before it was called. */
  now(): Promise<void> {
    // A look that is under way may have begun before: all who ask meanwhile share the one after it.
    this.#next ??= this.#looking
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return (this.#looking = this.#look());
      });
    return this.#next;
  }

  /** Goes on from now until it is closed. */
  begin(): void {
    if (this.#isClosed) return;
    const again = () =>
      this.now()
        .catch(() => undefined)
        .then(() => this.begin());
    this.#timer = setTimeout(() => void again(), this.parts.everyMs).unref();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#next?.catch(() => undefined);
    await this.#looking.catch(() => undefined);
  }

  async #look(): Promise<void> {
    const startedAt = this.parts.clock.now();
    try {
      await this.parts.look(startedAt);
    } catch (error) {
      if (!this.#isLost) this.parts.lost?.(error);
      this.#isLost = true;
      throw error;
    }
    this.#lookedAt = startedAt;
    if (this.#isLost) this.parts.found?.();
    this.#isLost = false;
  }
}
