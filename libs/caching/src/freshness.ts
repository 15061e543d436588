import type { CachePolicy } from './cache-policy.js';
import type { Cached } from './cached.js';

const MS_PER_SECOND = 1_000;

/** How long an answer may be kept by whoever is given it, and by whom. */
export interface Freshness {
  readonly visibility: 'public' | 'private';
  readonly maxAgeMs: number;
  readonly noStore: boolean;
}

/** What holds for all of several answers: `no-store` beats everything, then `private`, then the smallest age; of none, no-store. */
export function strictest(freshnesses: readonly Freshness[]): Freshness {
  return {
    visibility: freshnesses.every(({ visibility }) => visibility === 'public') ? 'public' : 'private',
    maxAgeMs: freshnesses.reduce((least, { maxAgeMs }) => Math.min(least, maxAgeMs), Infinity),
    noStore: freshnesses.length === 0 || freshnesses.some(({ noStore }) => noStore),
  };
}

/** What a cached answer allows its receiver: the time it has left, and nothing at all if it was not to be stored. */
export function freshnessOf(policy: CachePolicy, cached: Cached<unknown>): Freshness {
  return {
    visibility: policy.audience === 'public' ? 'public' : 'private',
    maxAgeMs: Math.max(0, cached.freshForMs),
    noStore: cached.outcome === 'bypass',
  };
}

/** The `Cache-Control` of an answer (RFC 9111 § 5.2.2), in whole seconds, rounded down. */
export function cacheControlOf({ visibility, maxAgeMs, noStore }: Freshness): string {
  if (noStore) return 'no-store';
  const seconds = Math.max(0, Math.floor(Number.isFinite(maxAgeMs) ? maxAgeMs / MS_PER_SECOND : 0));
  // With no time left the receiver may still keep it and ask with If-None-Match, which is cheaper than the whole answer.
  return seconds === 0 ? `${visibility}, no-cache` : `${visibility}, max-age=${seconds}`;
}
