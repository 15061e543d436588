import type { LimitSet } from './limit-set.js';

/** A limit that somebody else counts, such as a quota that a database keeps. */
export interface KeptCount {
  /** How many requests are left. */
  left(): number;
  /** Counts a request that all other limits accept, and says how many are left then; undefined where none was. */
  take(): number | undefined;
  /** When there are more again, in milliseconds from now. */
  resetMs(): number;
  /** What a request is refused with where none is left. */
  refusal(): Error;
}

/** A window in which a caller's requests are counted. */
export interface CallersWindow {
  /** Whose it is, and of which limit. */
  readonly key: string;
  readonly windowMs: number;
  readonly limit: number;
}

/** The limits that a caller has of its own; made once for a caller, and not for every request. */
export class CallersLimits {
  readonly windows: readonly CallersWindow[];

  constructor(
    /** Whose counts they are: callers with the same key are counted together. */
    key: string,
    readonly limits: LimitSet,
    /** The count of the set's kept limit, where it has one. */
    readonly kept?: KeptCount,
  ) {
    this.windows = limits.counted.map(({ name, limit, windowMs }) => ({
      // What stands in braces decides where in a cluster of Redis a key is: those of a caller must be in one place. The
      // limit is no part of it: where that changes, what was asked before the change still counts.
      key: `{${key}}|${name}/${windowMs}`,
      windowMs,
      limit,
    }));
  }
}
