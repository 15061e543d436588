import type { RequestContext } from '@frontdesk/request-context';

/** What a load found, and whether it may be kept. */
export interface Loaded<T> {
  readonly value: T;
  /** False for what must not be stored: an incomplete view, or what its source forbids to keep. */
  readonly store?: boolean;
  /** True where the source has no such thing (404): kept for the policy's `absentMs`. */
  readonly absent?: boolean;
  /** Less than the policy's `freshMs` or `absentMs`, where what the answer was made of ages sooner. */
  readonly freshMs?: number;
  /** Tags beside the policy's, that only the answer tells. */
  readonly tags?: readonly string[];
}

/** Says what those are given whose time is over while a load goes on; where that is undefined, they are given nothing. */
export type Offer<T> = (soFar: () => T | undefined) => void;

/** One way to load an answer; the context is the load's own, without a principal where the answer is public. */
export type Load<T> = (context: RequestContext, offer: Offer<Loaded<T>>) => Promise<Loaded<T>>;

/** Where an answer came from: `bypass` is a load that was not to be stored. */
export type Outcome = 'hit' | 'stale' | 'miss' | 'bypass';

/** An answer as the cache gives it; `value` is shared with other callers, and frozen. */
export interface Cached<T> {
  readonly value: T;
  readonly outcome: Outcome;
  /** Milliseconds since its load began. */
  readonly ageMs: number;
  /** Milliseconds for which it stays fresh; below zero for a stale one. */
  readonly freshForMs: number;
}
