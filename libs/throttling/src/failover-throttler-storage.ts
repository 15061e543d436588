import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { answerWithin } from './answer-within.js';
import type { CountedLimit } from './limit-set.js';
import type { LimitsStorage, WindowUse } from './limits-storage.js';
import type { MemoryThrottlerStorage } from './memory-throttler-storage.js';
import type { RedisThrottlerStorage } from './redis-throttler-storage.js';

const REDIS_TIMEOUT_MS = 20;
const PAUSE_MS = 1_000;
const WAIT_AT_BOOT_MS = 1_000;

/**
 * Counts in Redis, and in memory while Redis does not answer: one request in a second then waits to find out whether it
 * does, and the others are not held up.
 */
export class FailoverThrottlerStorage implements LimitsStorage, OnModuleInit, OnApplicationShutdown {
  #suspectUntil = -Infinity;
  #suspect = false;

  constructor(
    private readonly redis: RedisThrottlerStorage,
    private readonly memory: MemoryThrottlerStorage,
    private readonly timeoutMs = REDIS_TIMEOUT_MS,
  ) {}

  increment(key: string, ttl: number, limit: number): ReturnType<ThrottlerStorage['increment']> {
    return this.#count((storage) => storage.increment(key, ttl, limit));
  }

  countInOrder(
    key: string,
    limits: readonly CountedLimit[],
    isCounted: boolean,
  ): Promise<readonly WindowUse[]> {
    return this.#count((storage) => storage.countInOrder(key, limits, isCounted));
  }

  async #count<T>(
    count: (storage: RedisThrottlerStorage | MemoryThrottlerStorage) => Promise<T>,
  ): Promise<T> {
    const now = performance.now();
    if (this.#suspect && now < this.#suspectUntil) return count(this.memory);
    // Before the wait, so that the requests that come meanwhile do not wait as well.
    if (this.#suspect) this.#suspectUntil = now + PAUSE_MS;
    try {
      const counted = await answerWithin(this.timeoutMs, count(this.redis));
      this.#suspect = false;
      return counted;
    } catch {
      this.#suspect = true;
      this.#suspectUntil = performance.now() + PAUSE_MS;
      return count(this.memory);
    }
  }

  /** Nest calls it before the gateway takes requests: the first ones would find no connection, and count alone. */
  async onModuleInit(): Promise<void> {
    await this.redis.ready(WAIT_AT_BOOT_MS);
  }

  /** Nest calls it when the gateway stops. */
  onApplicationShutdown(): void {
    this.redis.close();
  }
}
