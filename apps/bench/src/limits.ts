import type { Result } from './results.js';

/** What is promised of one figure. */
export interface Limit {
  readonly what: string;
  readonly unit: '×' | 'µs';
  readonly atMost: number;
  /** What we are out for. */
  readonly aim?: number;
  /** The figure; `undefined` where what it needs was not measured. */
  readonly of: (results: readonly Result[]) => number | undefined;
}

export type Verdict = 'aim' | 'kept' | 'short' | 'not measured';

const ratio = (scenario: string) => (results: readonly Result[]) =>
  find(results, scenario, 'frontdesk')?.ratioToFloor;

export const limits: readonly Limit[] = [
  { what: 'A', unit: '×', atMost: 2.5, aim: 1.6, of: ratio('A') },
  { what: 'B', unit: '×', atMost: 2, aim: 1.4, of: ratio('B') },
  {
    what: 'B, to Express with axios',
    unit: '×',
    atMost: 0.5,
    of: (results) => {
      const ours = find(results, 'B', 'frontdesk')?.cpuUsPerRequest;
      const theirs = find(results, 'B', 'express-axios')?.cpuUsPerRequest;
      return ours === undefined || theirs === undefined ? undefined : ours / theirs;
    },
  },
  { what: 'C', unit: '×', atMost: 3.5, aim: 2, of: ratio('C') },
  { what: 'D', unit: '×', atMost: 1.8, aim: 1.3, of: ratio('D') },
  { what: 'rate limit, 1,000,000 to 100', unit: '×', atMost: 1.1, of: ratio('rate-limit') },
  {
    what: 'authentication, a token seen before',
    unit: 'µs',
    atMost: 10,
    aim: 4,
    // The greater of two measurements: noise can make a difference small, and even less than nothing.
    of: (results) => {
      const ours = ['frontdesk', 'frontdesk-in-process'].flatMap(
        (server) => find(results, 'authentication', server)?.cpuUsPerRequest ?? [],
      );
      return ours.length === 0 ? undefined : Math.max(...ours);
    },
  },
];

/** Whether a limit is kept, and its aim reached. */
export function verdictOn({ of, atMost, aim }: Limit, results: readonly Result[]): Verdict {
  const figure = of(results);
  if (figure === undefined) return 'not measured';
  if (!(figure <= atMost)) return 'short';
  return aim !== undefined && figure <= aim ? 'aim' : 'kept';
}

function find(results: readonly Result[], scenario: string, server: string): Result | undefined {
  return results.find((result) => result.scenario === scenario && result.server === server);
}
