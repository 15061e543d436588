import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { answerWithin } from './answer-within.js';
import type { CallersWindow } from './callers-limits.js';
import type { LimitsStorage, WindowUse } from './limits-storage.js';
import type { MemoryThrottlerStorage } from './memory-throttler-storage.js';
import type { RedisThrottlerStorage } from './redis-throttler-storage.js';
import { windowRecord } from './window-record.js';

const REDIS_TIMEOUT_MS = 20;
const PAUSE_MS = 1_000;
const WAIT_AT_BOOT_MS = 1_000;

/**
 * Counts in Redis, and in memory while Redis does not answer, from where Redis was: one request in a second then waits to
 * find out whether it does, and the others are not held up.
 */
export class FailoverThrottlerStorage implements LimitsStorage, OnModuleInit, OnApplicationShutdown {
  #suspectUntil = -Infinity;
  #suspect = false;

  constructor(
    private readonly redis: RedisThrottlerStorage,
    private readonly memory: MemoryThrottlerStorage,
    private readonly timeoutMs = REDIS_TIMEOUT_MS,
  ) {}

  async increment(key: string, ttl: number, limit: number): ReturnType<ThrottlerStorage['increment']> {
    const { hits, leftMs } = await this.hit(key, ttl);
    return windowRecord(hits, leftMs, limit);
  }

  hit(key: string, windowMs: number): Promise<WindowUse> {
    return this.#count(
      (storage) => storage.hit(key, windowMs),
      (use) => this.memory.learn(key, use),
    );
  }

  countInOrder(windows: readonly CallersWindow[], isCounted: boolean): Promise<readonly WindowUse[]> {
    return this.#count(
      (storage) => storage.countInOrder(windows, isCounted),
      (uses) => windows.forEach(({ key }, index) => this.memory.learn(key, uses[index])),
    );
  }

  async #count<T>(count: (storage: LimitsStorage) => Promise<T>, learn: (counted: T) => void): Promise<T> {
    const now = performance.now();
    if (this.#suspect && now < this.#suspectUntil) return count(this.memory);
    // Before the wait, so that the requests that come meanwhile do not wait as well.
    if (this.#suspect) this.#suspectUntil = now + PAUSE_MS;
    // Also of an answer that comes too late: what Redis counted is where counting in memory goes on.
    const asked = count(this.redis).then((counted) => {
      learn(counted);
      return counted;
    });
    try {
      const counted = await answerWithin(this.timeoutMs, asked);
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
