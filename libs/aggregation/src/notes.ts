import { type Freshness, strictest } from './freshness.js';

/** Where an answer came from. */
export type Source = 'upstream' | 'cache' | 'stale';

/** What a client says of an answer that it gave to a part. */
export interface AnswerNote {
  readonly source: Source;
  readonly freshness: Freshness;
}

export const NOT_TO_BE_KEPT: Freshness = Object.freeze({ visibility: 'private', maxAgeMs: 0, noStore: true });

/** Everything said during a run that decides how long its answer may be kept. */
export class Notes {
  readonly #freshnesses: Freshness[] = [];
  #readsPrincipal = false;

  add(note: AnswerNote): void {
    this.#freshnesses.push(note.freshness);
  }

  readsPrincipal(): void {
    this.#readsPrincipal = true;
  }

  /** The strictest of all; what nobody vouched for, or lacks a part, is not kept at all. */
  freshness(complete: boolean): Freshness {
    if (!complete || this.#freshnesses.length === 0) return NOT_TO_BE_KEPT;
    const freshness = strictest(this.#freshnesses);
    return this.#readsPrincipal ? { ...freshness, visibility: 'private' } : freshness;
  }
}
