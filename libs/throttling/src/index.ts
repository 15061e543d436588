export { CallersLimits, type KeptCount } from './callers-limits.js';
export { LimitSet, type NamedLimit } from './limit-set.js';
export { type RateLimit, rateLimitFrom } from './rate-limit.js';
export { ThrottlingGuard } from './throttling.guard.js';
export { ThrottlingModule } from './throttling.module.js';
export { TooManyRequests } from './too-many-requests.js';
