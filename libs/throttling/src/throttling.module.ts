import { type DynamicModule, Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import type { Clock } from '@frontdesk/request-context';
import type { CallersLimits } from './callers-limits.js';
import { CallersRules } from './callers-rules.js';
import { FailoverThrottlerStorage } from './failover-throttler-storage.js';
import type { LimitsStorage } from './limits-storage.js';
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
  /** How long a request waits for Redis before it is counted in memory; the longer, the more exact on a busy machine. */
  readonly redisTimeoutMs?: number;
  /** The limits of a request's caller, given the server's request object; none: `rateLimit` holds. */
  readonly limitsOf?: (request: object) => CallersLimits | undefined;
  /** By which a refusal says until when it holds: milliseconds since 1970. */
  readonly wallClock?: Clock;
}

const wallClockOfTheSystem: Clock = { now: Date.now };
const noneOfTheirOwn = () => undefined;

/** Binds limit and storage; the app's module places `ThrottlingGuard` between its two guards of authentication. */
@Module({})
export class ThrottlingModule {
  static forRoot(options: ThrottlingOptions): DynamicModule {
    const { rateLimit } = options;
    const { limitsOf = noneOfTheirOwn, wallClock = wallClockOfTheSystem } = options;
    const rules = { provide: CallersRules, useValue: new CallersRules(limitsOf, wallClock) };
    const throttlers = [{ name: 'default', limit: rateLimit.limit, ttl: rateLimit.windowMs }];
    return {
      module: ThrottlingModule,
      imports: [ThrottlerModule.forRoot({ throttlers, storage: storageFor(options) })],
      providers: [rules],
      exports: [rules],
    };
  }
}

function storageFor({ gateway, redisUrl, redisTimeoutMs }: ThrottlingOptions): LimitsStorage {
  const memory = new MemoryThrottlerStorage();
  if (!redisUrl) return memory;
  const redis = new RedisThrottlerStorage(redisUrl, `frontdesk:${gateway}:throttle`);
  return new FailoverThrottlerStorage(redis, memory, redisTimeoutMs);
}
