import { wallClockMs } from './wall-clock.js';

/** Longer than any load takes. */
const REMEMBERED_MS = 60_000;

/** When tags were purged lately, so that a load that began before does not bring back what was purged. */
export class PurgeLog {
  readonly #purgedAt = new Map<string, number>();

  note(tags: readonly string[]): void {
    const now = wallClockMs();
    for (const tag of tags) {
      this.#purgedAt.delete(tag);
      this.#purgedAt.set(tag, now);
    }
    for (const [tag, at] of this.#purgedAt) {
      if (now - at < REMEMBERED_MS) return;
      this.#purgedAt.delete(tag);
    }
  }

  hasPurged(tags: readonly string[], begunAt: number): boolean {
    return this.#purgedAt.size > 0 && tags.some((tag) => begunAt <= (this.#purgedAt.get(tag) ?? -Infinity));
  }
}
