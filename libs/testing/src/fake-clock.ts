/** A clock that stands still until it is moved. */
export interface FakeClock {
  now(): number;
  advance(ms: number): void;
}

export function fakeClock(startMs = 0): FakeClock {
  let now = startMs;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}
