import type { OnApplicationShutdown } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { answerWithin } from './answer-within.js';

const REDIS_TIMEOUT_MS = 50;
const PAUSE_MS = 1_000;

type Increment = ThrottlerStorage['increment'];

/**
 * Counts in Redis, and in memory while Redis does not answer: one request in a second then waits to find out whether it
 * does, and the others are not held up.
 */
export class FailoverThrottlerStorage implements ThrottlerStorage, OnApplicationShutdown {
  #suspectUntil = -Infinity;
  #suspect = false;

  constructor(
    private readonly redis: ThrottlerStorage & { close(): void },
    private readonly memory: ThrottlerStorage,
    private readonly timeoutMs = REDIS_TIMEOUT_MS,
  ) {}

  async increment(...hit: Parameters<Increment>): ReturnType<Increment> {
    const now = performance.now();
    if (this.#suspect && now < this.#suspectUntil) return this.memory.increment(...hit);
    // Before the wait, so that the requests that come meanwhile do not wait as well.
    if (this.#suspect) this.#suspectUntil = now + PAUSE_MS;
    try {
      const record = await answerWithin(this.timeoutMs, this.redis.increment(...hit));
      this.#suspect = false;
      return record;
    } catch {
      this.#suspect = true;
      this.#suspectUntil = performance.now() + PAUSE_MS;
      return this.memory.increment(...hit);
    }
  }

  /** Nest calls it when the gateway stops. */
  onApplicationShutdown(): void {
    this.redis.close();
  }
}
