import { once } from 'node:events';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { Redis } from 'ioredis';
import type { CallersWindow } from './callers-limits.js';
import type { LimitsStorage, WindowUse } from './limits-storage.js';
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

/** The same for several limits, up to the first that refuses; that one and those after it are only looked at. */
const COUNT_IN_ORDER = `
local counts = ARGV[1] == '1'
local uses = {}
for i, key in ipairs(KEYS) do
  local window = tonumber(ARGV[2 * i])
  local hits = tonumber(redis.call('get', key) or '0')
  local refused = counts and hits >= tonumber(ARGV[2 * i + 1])
  if refused then counts = false end
  if counts then hits = redis.call('incr', key) end
  local left = redis.call('pttl', key)
  if left < 0 then
    if hits > 0 then redis.call('pexpire', key, window) end
    left = window
  end
  uses[2 * i - 1] = refused and hits + 1 or hits
  uses[2 * i] = left
end
return uses`;

type CountsHits = Redis & {
  countHit(key: string, windowMs: number): Promise<[hits: number, leftMs: number]>;
  countInOrder(keys: number, ...keysAndArguments: (string | number)[]): Promise<number[]>;
};

/** Counts in Redis, for all processes on it: one number per tracker, whatever the limit. Throws while Redis is gone. */
export class RedisThrottlerStorage implements LimitsStorage {
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
    redis.defineCommand('countInOrder', { lua: COUNT_IN_ORDER });
    this.#redis = redis as CountsHits;
  }

  async increment(key: string, ttl: number, limit: number): ReturnType<ThrottlerStorage['increment']> {
    const { hits, leftMs } = await this.hit(key, ttl);
    return windowRecord(hits, leftMs, limit);
  }

  async hit(key: string, windowMs: number): Promise<WindowUse> {
    const [hits, leftMs] = await this.#redis.countHit(`${this.prefix}:${key}`, windowMs);
    return { hits, leftMs };
  }

  async countInOrder(windows: readonly CallersWindow[], isCounted: boolean): Promise<readonly WindowUse[]> {
    const keys = windows.map(({ key }) => `${this.prefix}:${key}`);
    const rules = windows.flatMap(({ windowMs, limit }) => [windowMs, limit]);
    const found = await this.#redis.countInOrder(keys.length, ...keys, isCounted ? 1 : 0, ...rules);
    return windows.map((_, index) => ({
      hits: found[2 * index] as number,
      leftMs: found[2 * index + 1] as number,
    }));
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
