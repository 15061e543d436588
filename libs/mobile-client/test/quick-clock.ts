import type { Clock } from '../src/index.js';

/** Longer pauses than any between retries: the patience of a call. */
const PATIENCE_MS = 9_000;

/** A clock that jumps over every pause, and notes how long it was; the patience of a call never ends by it. */
export class QuickClock implements Clock {
  readonly pauses: number[] = [];
  /** How many calls still wait for the end of their patience. */
  waiting = 0;
  #now = 0;

  now(): number {
    return this.#now;
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms > PATIENCE_MS) return this.#waitFor(signal);
    this.pauses.push(ms);
    this.#now += ms;
  }

  #waitFor(signal: AbortSignal): Promise<never> {
    this.waiting += 1;
    return new Promise((_, leave) => {
      const left = () => {
        this.waiting -= 1;
        leave(signal.reason as Error);
      };
      signal.addEventListener('abort', left, { once: true });
    });
  }
}
