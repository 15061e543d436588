export { FailoverThrottlerStorage } from './failover-throttler-storage.js';
export { MemoryThrottlerStorage } from './memory-throttler-storage.js';
export { type RateLimit, rateLimitFrom } from './rate-limit.js';
export { RedisThrottlerStorage } from './redis-throttler-storage.js';
export { ThrottlingGuard } from './throttling.guard.js';
export { ThrottlingModule, type ThrottlingOptions } from './throttling.module.js';
export { TooManyRequests } from './too-many-requests.js';
