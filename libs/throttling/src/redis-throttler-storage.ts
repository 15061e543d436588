import { once } from 'node:events';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { Redis } from 'ioredis';
import { windowRecord } from './window-record.js';

const RECONNECT_STEP_MS = 50;
const LONGEST_RECONNECT_PAUSE_MS = 500;

/** Counts and dates the window in one step; Redis' own clock ends it, so the processes' clocks do not matter. */
const COUNT_HIT = `
local hits = redis.call('incr', KEYS[1])
local left = redis.call('pttl', KEYS[1])
if left < 0 then
  redis.call('pexpire', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return {hits, left}`;

type CountsHits = Redis & {
  countHit(key: string, windowMs: number): Promise<[hits: number, leftMs: number]>;
};

/** Counts in Redis, for all processes on it: one number per tracker, whatever the limit. Throws while Redis is gone. */
export class RedisThrottlerStorage implements ThrottlerStorage {
  readonly #redis: CountsHits;

  constructor(
    url: string,
    private readonly prefix = 'frontdesk:throttle',
  ) {
    // ioredis' defaults would keep a command waiting until Redis is back.
    const redis = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (attempt) => Math.min(attempt * RECONNECT_STEP_MS, LONGEST_RECONNECT_PAUSE_MS),
    });
    // The commands that fail tell what matters; without a listener ioredis prints every failed reconnect.
    redis.on('error', () => undefined);
    redis.defineCommand('countHit', { numberOfKeys: 1, lua: COUNT_HIT });
    this.#redis = redis as CountsHits;
  }

  async increment(key: string, ttl: number, limit: number): ReturnType<ThrottlerStorage['increment']> {
    const [hits, leftMs] = await this.#redis.countHit(`${this.prefix}:${key}`, ttl);
    return windowRecord(hits, leftMs, limit);
  }

  /** Waits until Redis takes commands, for at most `withinMs`. */
  async ready(withinMs: number): Promise<void> {
    if (this.#redis.status === 'ready') return;
    await once(this.#redis, 'ready', { signal: AbortSignal.timeout(withinMs) }).catch(() => undefined);
  }

  close(): void {
    this.#redis.disconnect();
  }
}
