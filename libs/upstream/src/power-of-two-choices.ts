import type { Instance } from './instance.js';

/** Of two drawn at random, the one with fewer calls in flight (Mitzenmacher, The Power of Two Choices, 2001). */
export function lessLoaded(candidates: readonly Instance[], random: () => number): Instance | undefined {
  const count = candidates.length;
  if (count < 2) return candidates[0];
  const first = Math.floor(random() * count);
  // Drawn from the others, so that the two are never the same.
  const second = (first + 1 + Math.floor(random() * (count - 1))) % count;
  const [one, other] = [candidates[first], candidates[second]];
  return one && other && other.inFlight < one.inFlight ? other : one;
}
