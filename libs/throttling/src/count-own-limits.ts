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
 * - then those that are counted here, up to the first that refuses, which counts it no more;
 * - last the kept one, which counts what all others accept.
 */
export async function countOwnLimits(
  { windows, limits, kept }: CallersLimits,
  storage: LimitsStorage,
  { wallClock }: CallersRules,
): Promise<OwnLimitsCounted> {
  let left = kept?.left();
  const isSpent = left === 0;
  const uses = await storage.countInOrder(windows, !isSpent);

  let state = '';
  let refusal: Error | undefined;
  for (let index = 0; index < uses.length; index += 1) {
    const { hits, leftMs } = uses[index] as (typeof uses)[number];
    const { name, limit } = limits.counted[index] as (typeof limits.counted)[number];
    const resetS = wholeSeconds(leftMs);
    state += `${rateLimitOf({ name, remaining: limit - hits, resetS })}, `;
    if (hits > limit && !isSpent) refusal ??= new TooManyRequests(name, resetS, wallClock.now());
  }
  if (!kept) return { state: state.slice(0, -', '.length), refusal };

  if (!refusal) {
    // Others may have taken what was left while this one was being counted.
    left = isSpent ? undefined : kept.take();
    if (left === undefined) refusal = kept.refusal();
  }
  const name = limits.kept?.name ?? '';
  state += rateLimitOf({ name, remaining: left ?? 0, resetS: wholeSeconds(kept.resetMs()) });
  return { state, refusal };
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1_000));
}
