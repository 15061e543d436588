import type { ThrottlerStorage } from '@nestjs/throttler';
import { type Clock, systemClock } from '@frontdesk/request-context';
import { windowRecord } from './window-record.js';

const MOST_TRACKERS = 100_000;

interface Window {
  hits: number;
  readonly endsAt: number;
}

/**
 * Counts in this process: one number per tracker, in a window that begins with its first request. Past `mostTrackers`
 * the oldest windows are forgotten, so that a flood from many addresses takes memory up to a bound.
 */
export class MemoryThrottlerStorage implements ThrottlerStorage {
  readonly #windows = new Map<string, Window>();

  constructor(
    private readonly clock: Clock = systemClock,
    private readonly mostTrackers = MOST_TRACKERS,
  ) {}

  get size(): number {
    return this.#windows.size;
  }

  async increment(key: string, ttl: number, limit: number): ReturnType<ThrottlerStorage['increment']> {
    const now = this.clock.now();
    const window = this.#windows.get(key);
    if (window && now < window.endsAt) {
      window.hits += 1;
      return windowRecord(window.hits, window.endsAt - now, limit);
    }
    // Deleted first, so that the map keeps the order in which windows began.
    this.#windows.delete(key);
    this.#windows.set(key, { hits: 1, endsAt: now + ttl });
    this.#forget(now);
    return windowRecord(1, ttl, limit);
  }

  /** Two at most for each that is added: enough to keep up, and no request pays for many. */
  #forget(now: number): void {
    let looked = 0;
    for (const [key, { endsAt }] of this.#windows) {
      if (looked++ === 2 || (now < endsAt && this.#windows.size <= this.mostTrackers)) return;
      this.#windows.delete(key);
    }
  }
}
