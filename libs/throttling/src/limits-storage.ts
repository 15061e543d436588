import type { ThrottlerStorage } from '@nestjs/throttler';
import type { CallersWindow } from './callers-limits.js';

/** Where a caller stands in a window. */
export interface WindowUse {
  /** The requests that were counted, and the one at hand: more than the limit where it is refused. */
  readonly hits: number;
  readonly leftMs: number;
}

/** Counts the limits of a route, as `@nestjs/throttler` asks, and the limits of a caller's own. */
export interface LimitsStorage extends ThrottlerStorage {
  /** Counts a request in a window that begins with its first one. */
  hit(key: string, windowMs: number): Promise<WindowUse>;
  /**
   * Counts a request in each window, in their order and up to the first whose limit refuses it, as one step; that one and
   * those after it, or all where `isCounted` is false, are only looked at.
   */
  countInOrder(windows: readonly CallersWindow[], isCounted: boolean): Promise<readonly WindowUse[]>;
}
