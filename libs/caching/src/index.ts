export {
  AnswerCache,
  type AnswerCacheOptions,
  type CacheObserver,
  type CacheScope,
  type Load,
  type WarmUp,
} from './answer-cache.js';
export { AudienceMismatch } from './audience-mismatch.js';
export type { Audience, CachePolicy, CachePolicyFor } from './cache-policy.js';
export { cacheStatusOf, type CacheUse } from './cache-status.js';
export type { Cached, Loaded, Outcome } from './cached.js';
export { Coalescer } from './coalescer.js';
export { type Coding, etagFor, matchesIfNoneMatch, strongETag } from './etag.js';
export { type Composed, type FinishedView, FinishedViews } from './finished-views.js';
export { cacheControlOf, type Freshness, freshnessOf, strictest } from './freshness.js';
export { storable } from './storable.js';
