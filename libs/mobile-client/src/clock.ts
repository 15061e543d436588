/** Where time comes from, so that tests can hold it still. */
export interface Clock {
  /** Milliseconds that never go back. */
  now(): number;
  /** Resolves after so many milliseconds; rejects when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** Of a longer delay a timer makes none. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(
        () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
        Math.min(ms, LONGEST_TIMER_MS),
      );
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    }),
};
