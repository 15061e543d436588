import type { Clock } from '@frontdesk/request-context';
import type { Audience } from './cache-policy.js';
import type { Outcome } from './cached.js';
import type { RedisWatcher } from './redis-link.js';

/** Told what the cache did. */
export interface CacheObserver extends RedisWatcher {
  answered?(outcome: Outcome, audience: Audience): void;
  /** A stale answer could not be refreshed, or one not warmed up; callers were given what there was. */
  refreshFailed?(key: string, error: unknown): void;
}

export interface AnswerCacheOptions {
  /** Whose entries these are: caches of one name on one Redis share them, so one name per gateway and version of it. */
  readonly name: string;
  /** What the entries in memory may take, keys included. */
  readonly maxBytes?: number;
  /** None: in memory only. */
  readonly redisUrl?: string;
  /** Milliseconds since 1970 where Redis is shared, as processes compare ages. */
  readonly clock?: Clock;
  readonly observer?: CacheObserver;
  /** The most that a request waits for Redis, in milliseconds. */
  readonly redisTimeoutMs?: number;
  /** How long a refresh in the background may take, in milliseconds. */
  readonly refreshWithinMs?: number;
}
