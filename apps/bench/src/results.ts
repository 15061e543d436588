import { median } from './load/quantile.js';

/** One line of dist/bench/results.json. */
export interface Result {
  readonly scenario: string;
  readonly server: string;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** User and system time of the server's processes, divided by the requests that were answered. */
  readonly cpuUsPerRequest: number;
  readonly rssMb: number;
  /** CPU per request, divided by the floor's of the same scenario. */
  readonly ratioToFloor: number;
}

/** What one round of one server came to. */
export interface Sample {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuUsPerRequest: number;
  readonly rssMb: number;
  /** How often the upstreams were called for each request. */
  readonly calls: number;
}

/** What the rounds of one server come to, each figure by its median. */
export function resultOf(
  scenario: string,
  server: string,
  samples: readonly Sample[],
  floor: readonly Sample[],
): Result {
  const middle = (figure: keyof Sample, of = samples) => median(of.map((sample) => sample[figure]));
  const cpuUsPerRequest = middle('cpuUsPerRequest');
  return {
    scenario,
    server,
    requestsPerSecond: Math.round(middle('requestsPerSecond')),
    p50Ms: rounded(middle('p50Ms')),
    p99Ms: rounded(middle('p99Ms')),
    cpuUsPerRequest: rounded(cpuUsPerRequest),
    rssMb: rounded(middle('rssMb')),
    ratioToFloor: rounded(cpuUsPerRequest / middle('cpuUsPerRequest', floor)),
  };
}

/** What a server takes more than the floor, round by round, so that a machine that slows down does so to both. */
export function addedCpuUs(samples: readonly Sample[], floor: readonly Sample[]): number {
  return rounded(
    median(
      samples.map(({ cpuUsPerRequest }, round) => cpuUsPerRequest - (floor[round]?.cpuUsPerRequest ?? NaN)),
    ),
  );
}

/** What was measured without any HTTP: there are no requests to tell of. */
export function inProcessResult(
  scenario: string,
  server: string,
  cpuUs: number,
  floor: readonly Sample[],
): Result {
  const floorUs = median(floor.map(({ cpuUsPerRequest }) => cpuUsPerRequest));
  return {
    scenario,
    server,
    requestsPerSecond: 0,
    p50Ms: 0,
    p99Ms: 0,
    cpuUsPerRequest: rounded(cpuUs),
    rssMb: 0,
    ratioToFloor: rounded((floorUs + cpuUs) / floorUs),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
