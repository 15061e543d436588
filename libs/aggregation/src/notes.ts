import type { Principal, RequestContext } from '@frontdesk/request-context';
import { type Freshness, strictest } from '@frontdesk/caching';

/** What a client says of an answer that it gave to a part. */
export interface AnswerNote {
  readonly source: 'upstream' | 'cache' | 'stale';
  readonly freshness: Freshness;
}

const NOT_TO_BE_KEPT: Freshness = Object.freeze({ visibility: 'private', maxAgeMs: 0, noStore: true });

/** Everything in a run that decides how long its answer may be kept, and by whom. */
export class Notes {
  readonly #freshnesses: Freshness[] = [];
  #principalWasRead = false;

  add(note: AnswerNote): void {
    this.#freshnesses.push(note.freshness);
  }

  /** The principal, for one whose answer then depends on it. */
  principalOf(context: RequestContext): Principal {
    this.#principalWasRead = true;
    return context.principal;
  }

  /** The strictest of all that was said; what nobody vouches for is not kept at all. */
  freshness(vouchedFor: boolean): Freshness {
    if (!vouchedFor || this.#freshnesses.length === 0) return NOT_TO_BE_KEPT;
    const freshness = strictest(this.#freshnesses);
    return this.#principalWasRead ? { ...freshness, visibility: 'private' } : freshness;
  }
}
