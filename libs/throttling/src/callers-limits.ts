import type { LimitSet } from './limit-set.js';

/** A limit that somebody else counts, such as a quota that a database keeps. */
export interface KeptCount {
  /** How many requests are left. */
  left(): number;
  /** When there are more again, in milliseconds from now. */
  resetMs(): number;
  /** Counts a request that all other limits accept; false, and not counted, where none is left. */
  take(): boolean;
  /** What a request is refused with where none is left. */
  refusal(): Error;
}

/** The limits that a caller has of its own. */
export interface CallersLimits {
  /** Whose counts they are: requests with the same key are counted together. */
  readonly key: string;
  readonly limits: LimitSet;
  /** The count of the set's kept limit, where it has one. */
  readonly kept?: KeptCount;
}
