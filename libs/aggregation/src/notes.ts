import type { Principal, RequestContext } from '@frontdesk/request-context';
import { type CacheShare, type Freshness, strictest } from '@frontdesk/caching';

/** What a client says of an answer that it gave to a part. */
export interface AnswerNote {
  /** Where it came from: the upstream after a cache was asked in vain (`miss`), or with no cache asked (`upstream`). */
  readonly source: 'upstream' | 'miss' | 'cache' | 'stale';
  readonly freshness: Freshness;
}

const NOT_TO_BE_KEPT: Freshness = Object.freeze({ visibility: 'private', maxAgeMs: 0, noStore: true });

/** Everything in a run that decides how long its answer may be kept, and by whom; and how much of it caches gave. */
export class Notes {
  readonly #freshnesses: Freshness[] = [];
  #principalWasRead = false;
  #asked = 0;
  #given = 0;

  add({ source, freshness }: AnswerNote): void {
    this.#freshnesses.push(freshness);
    if (source !== 'upstream') this.#asked += 1;
    if (source === 'cache' || source === 'stale') this.#given += 1;
  }

  /** How much of what caches were asked for they gave, until now. */
  get fromCache(): CacheShare {
    return { asked: this.#asked, given: this.#given };
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
