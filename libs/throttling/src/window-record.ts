import type { ThrottlerStorage } from '@nestjs/throttler';

type ThrottlerStorageRecord = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** What the throttler wants to know of a tracker's window, in whole seconds. */
export function windowRecord(hits: number, endsInMs: number, limit: number): ThrottlerStorageRecord {
  const endsInS = Math.max(1, Math.ceil(endsInMs / 1_000));
  const isBlocked = hits > limit;
  return { totalHits: hits, timeToExpire: endsInS, isBlocked, timeToBlockExpire: isBlocked ? endsInS : 0 };
}
