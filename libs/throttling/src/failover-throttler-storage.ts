import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { answerWithin } from './answer-within.js';
import type { MemoryThrottlerStorage } from './memory-throttler-storage.js';
import type { RedisThrottlerStorage } from './redis-throttler-storage.js';

const REDIS_TIMEOUT_MS = 20;
const PAUSE_MS = 1_000;
const WAIT_AT_BOOT_MS = 1_000;

/**
 * Counts in Redis, and in memory while Redis does not answer: one request in a second then waits to find out whether it
 * does, and the others are not held up.
 */
export class FailoverThrottlerStorage implements ThrottlerStorage, OnModuleInit, OnApplicationShutdown {
  #suspectUntil = -Infinity;
  #suspect = false;

  constructor(
    private readonly redis: RedisThrottlerStorage,
    private readonly memory: MemoryThrottlerStorage,
    private readonly timeoutMs = REDIS_TIMEOUT_MS,
  ) {}

  async increment(key: string, ttl: number, limit: number): ReturnType<ThrottlerStorage['increment']> {
    const now = performance.now();
    if (this.#suspect && now < this.#suspectUntil) return this.memory.increment(key, ttl, limit);
    // Before the wait, so that the requests that come meanwhile do not wait as well.
    if (this.#suspect) this.#suspectUntil = now + PAUSE_MS;
    try {
      const record = await answerWithin(this.timeoutMs, this.redis.increment(key, ttl, limit));
      this.#suspect = false;
      return record;
    } catch {
      this.#suspect = true;
      this.#suspectUntil = performance.now() + PAUSE_MS;
      return this.memory.increment(key, ttl, limit);
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
