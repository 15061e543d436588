import type { Clock } from '../src/index.js';

/** Longer pauses than any between retries: the patience of a call. */
const PATIENCE_MS = 9_000;

/** A clock that jumps over every pause, and notes how long it was; the patience of a call never ends by it. */
export function quickClock(): Clock & { readonly pauses: number[] } {
  const pauses: number[] = [];
  let now = 0;
  return {
    pauses,
    now: () => now,
    wait: async (ms, signal) => {
      if (ms > PATIENCE_MS) {
        await new Promise((_, leave) => signal.addEventListener('abort', leave, { once: true }));
      }
      pauses.push(ms);
      now += ms;
    },
  };
}
