import type { CallersLimits } from './callers-limits.js';
import type { CallersRules } from './callers-rules.js';
import type { LimitsStorage } from './limits-storage.js';
import { rateLimitOf } from './rate-limit-headers.js';
import { TooManyRequests } from './too-many-requests.js';

/** How a request stands with its caller's own limits. */
export interface OwnLimitsCounted {
  /** The value of `RateLimit`. */
  readonly state: string;
  readonly refusal: Error | undefined;
}

/**
 * Counts a request in its caller's own limits:
 * - where nothing is left of the kept one, nothing is counted;
 * - then those that are counted here, up to the first that refuses;
 * - last the kept one, which counts what all others accept.
 */
export async function countOwnLimits(
  { key, limits, kept }: CallersLimits,
  storage: LimitsStorage,
  { wallClock }: CallersRules,
): Promise<OwnLimitsCounted> {
  const isSpent = kept !== undefined && kept.left() <= 0;
  const uses = await storage.countInOrder(key, limits.counted, !isSpent);

  const items: string[] = [];
  let refusal: Error | undefined;
  for (const [index, { name, limit }] of limits.counted.entries()) {
    const { hits, leftMs } = uses[index] as (typeof uses)[number];
    const resetS = wholeSeconds(leftMs);
    items.push(rateLimitOf({ name, remaining: limit - hits, resetS }));
    if (hits > limit && !isSpent) refusal ??= new TooManyRequests(name, resetS, wallClock.now());
  }
  if (kept) {
    // Asked again: others may have taken what was left while this one was being counted.
    if (!refusal && (isSpent || !kept.take())) refusal = kept.refusal();
    const name = limits.kept?.name ?? '';
    items.push(rateLimitOf({ name, remaining: kept.left(), resetS: wholeSeconds(kept.resetMs()) }));
  }
  return { state: items.join(', '), refusal };
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1_000));
}
