import type { CacheShare, Freshness } from '@frontdesk/caching';
import type { Plan } from './plan.js';

/** What a view answered, and how good the answer is. */
export interface ViewResult<Shaped> {
  readonly body: Shaped;
  /** Nothing is missing: every part is there, or is known not to exist. */
  readonly complete: boolean;
  /** The optional parts that failed and the parts that a fallback stands in for, in the order of declaration. */
  readonly missing: readonly string[];
  /** The strictest of all that the parts were answered; no-store if incomplete. */
  readonly freshness: Freshness;
  /** How many answers of its parts a cache was asked for, and gave. */
  readonly fromCache: CacheShare;
  readonly plan: Plan;
}
