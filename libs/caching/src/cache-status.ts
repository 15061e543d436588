import type { Outcome } from './cached.js';

const MS_PER_SECOND = 1_000;
/** What the caches of a gateway are called towards callers, who need not know that there are several. */
const CACHE_NAME = 'frontdesk';

/** What a cache did for one answer. */
export interface CacheUse {
  readonly outcome: Outcome;
  readonly freshForMs: number;
}

/** How many answers a cache was asked for, to make one of, and how many of them it gave. */
export interface CacheShare {
  readonly asked: number;
  readonly given: number;
}

/** The `Cache-Status` of an answer (RFC 9211): a stale hit has a `ttl` below zero. */
export function cacheStatusOf({ outcome, freshForMs }: CacheUse): string {
  if (outcome === 'miss') return `${CACHE_NAME}; fwd=miss; stored`;
  if (outcome === 'bypass') return `${CACHE_NAME}; fwd=miss`;
  return `${CACHE_NAME}; hit; ttl=${Math.floor(freshForMs / MS_PER_SECOND)}`;
}

/** The `Cache-Status` of an answer that is made of several; undefined where no cache was asked for any of them. */
export function cacheStatusOfParts({ asked, given }: CacheShare): string | undefined {
  if (asked === 0) return undefined;
  if (given === asked) return `${CACHE_NAME}; hit`;
  return given === 0
    ? `${CACHE_NAME}; fwd=miss`
    : `${CACHE_NAME}; fwd=partial; detail="${given} of ${asked}"`;
}
