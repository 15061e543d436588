import type { Outcome } from './cached.js';

const MS_PER_SECOND = 1_000;

/** What a cache did for one answer. */
export interface CacheUse {
  readonly outcome: Outcome;
  readonly freshForMs: number;
}

/** The `Cache-Status` of an answer (RFC 9211): a stale hit has a `ttl` below zero. */
export function cacheStatusOf({ outcome, freshForMs }: CacheUse, cacheName = 'frontdesk'): string {
  if (outcome === 'miss') return `${cacheName}; fwd=miss; stored`;
  if (outcome === 'bypass') return `${cacheName}; fwd=bypass`;
  return `${cacheName}; hit; ttl=${Math.floor(freshForMs / MS_PER_SECOND)}`;
}
