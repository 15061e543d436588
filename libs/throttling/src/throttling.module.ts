import { type DynamicModule, Module } from '@nestjs/common';
import { ThrottlerModule, type ThrottlerStorage } from '@nestjs/throttler';
import { FailoverThrottlerStorage } from './failover-throttler-storage.js';
import { MemoryThrottlerStorage } from './memory-throttler-storage.js';
import type { RateLimit } from './rate-limit.js';
import { RedisThrottlerStorage } from './redis-throttler-storage.js';

/** How much each caller may ask, and where that is counted. */
export interface ThrottlingOptions {
  /** Whose callers are counted: gateways on one Redis count apart. */
  readonly gateway: string;
  readonly rateLimit: RateLimit;
  /** None: counted in this process. */
  readonly redisUrl?: string | undefined;
}

/** Binds limit and storage; the app's module places `ThrottlingGuard` between its two guards of authentication. */
@Module({})
export class ThrottlingModule {
  static forRoot({ gateway, rateLimit, redisUrl }: ThrottlingOptions): DynamicModule {
    const throttlers = [{ name: 'default', limit: rateLimit.limit, ttl: rateLimit.windowMs }];
    return {
      module: ThrottlingModule,
      imports: [ThrottlerModule.forRoot({ throttlers, storage: storageFor(gateway, redisUrl) })],
    };
  }
}

function storageFor(gateway: string, redisUrl: string | undefined): ThrottlerStorage {
  const memory = new MemoryThrottlerStorage();
  if (!redisUrl) return memory;
  return new FailoverThrottlerStorage(
    new RedisThrottlerStorage(redisUrl, `frontdesk:${gateway}:throttle`),
    memory,
  );
}
