import { quantile } from '../../load/quantile.js';

/** The time that a share of them did not exceed. */
export function quantileMs(times: readonly number[], share: number): number {
  if (times.length === 0) return NaN;
  return quantile(Float64Array.from(times).sort(), share);
}
