import type { ThrottlerStorage } from '@nestjs/throttler';
import { type Clock, systemClock } from '@frontdesk/request-context';
import type { CallersWindow } from './callers-limits.js';
import type { LimitsStorage, WindowUse } from './limits-storage.js';
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
export class MemoryThrottlerStorage implements LimitsStorage {
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
    const window = this.#hit(key, ttl, now);
    return windowRecord(window.hits, leftMs(window, ttl, now), limit);
  }

  async hit(key: string, windowMs: number): Promise<WindowUse> {
    const now = this.clock.now();
    const window = this.#hit(key, windowMs, now);
    return { hits: window.hits, leftMs: leftMs(window, windowMs, now) };
  }

  /** Takes over what was counted elsewhere, so that counting here goes on from there. */
  learn(key: string, use: WindowUse | undefined): void {
    if (!use?.hits) return;
    const now = this.clock.now();
    const window = this.#windows.get(key);
    if (window && now < window.endsAt) window.hits = Math.max(window.hits, use.hits);
    else this.#begin(key, { hits: use.hits, endsAt: now + use.leftMs }, now);
  }

  async countInOrder(windows: readonly CallersWindow[], isCounted: boolean): Promise<readonly WindowUse[]> {
    const now = this.clock.now();
    let counts = isCounted;
    const uses: WindowUse[] = [];
    for (const { key, windowMs, limit } of windows) {
      const known = this.#windows.get(key);
      const window = known && now < known.endsAt ? known : undefined;
      const isRefused = counts && (window?.hits ?? 0) >= limit;
      if (isRefused) counts = false;
      const counted = counts ? this.#hit(key, windowMs, now) : window;
      uses.push({
        hits: (counted?.hits ?? 0) + (isRefused ? 1 : 0),
        leftMs: counted ? leftMs(counted, windowMs, now) : windowMs,
      });
    }
    return uses;
  }

  #hit(key: string, windowMs: number, now: number): Window {
    const window = this.#windows.get(key);
    if (window && now < window.endsAt) {
      window.hits += 1;
      return window;
    }
    return this.#begin(key, { hits: 1, endsAt: now + windowMs }, now);
  }

  #begin(key: string, window: Window, now: number): Window {
    // Deleted first, so that the map keeps the order in which windows began.
    this.#windows.delete(key);
    this.#windows.set(key, window);
    this.#forget(now);
    return window;
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

/** A sum of fractions may be a trifle more than both, and a whole second more once it is rounded up. */
function leftMs({ endsAt }: Window, windowMs: number, now: number): number {
  return Math.min(endsAt - now, windowMs);
}
