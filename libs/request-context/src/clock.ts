/** Where time comes from: milliseconds that never go back, so that tests can hold it still. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => performance.now() };
