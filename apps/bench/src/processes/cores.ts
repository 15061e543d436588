import { availableParallelism } from 'node:os';

export interface Cores {
  /** For the server that is measured. */
  readonly server: string | undefined;
  /** For everything else. */
  readonly rest: string | undefined;
}

/** One core for the server and the others for load and upstreams, so that they do not take its turns; none are named where there is but one. */
export function cores(count = availableParallelism()): Cores {
  if (count < 2) return { server: undefined, rest: undefined };
  return { server: '0', rest: count === 2 ? '1' : `1-${count - 1}` };
}
