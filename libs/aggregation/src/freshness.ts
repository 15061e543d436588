/** For how long, and by whom, an answer may be kept. */
export interface Freshness {
  readonly visibility: 'public' | 'private';
  readonly maxAgeMs: number;
  readonly noStore: boolean;
}

export function strictest(freshnesses: readonly Freshness[]): Freshness {
  return {
    visibility: freshnesses.every(({ visibility }) => visibility === 'public') ? 'public' : 'private',
    maxAgeMs: Math.min(...freshnesses.map(({ maxAgeMs }) => maxAgeMs)),
    noStore: freshnesses.some(({ noStore }) => noStore),
  };
}
