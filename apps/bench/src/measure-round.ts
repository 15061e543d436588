import { Failure } from './failure.js';
import type { LoadResult } from './load/load.js';
import type { Pace } from './pace.js';
import { usageOf } from './processes/usage.js';
import type { Sample } from './results.js';
import type { Scenario } from './scenarios.js';
import type { Stage } from './stage.js';
import type { Running } from './start-contenders.js';

const CONNECTIONS = 32;

/** Puts load on one server, and reads before and after what its processes have used. */
export async function measureRound(
  scenario: Scenario,
  one: Running,
  turn: number,
  size: Pace['round'],
  stage: Stage,
  signal: AbortSignal,
): Promise<Sample> {
  const callsBefore = await stage.calls();
  const before = usageOf(one.program.pid);
  const { requests, seconds, p50Ms, p99Ms } = await ask(scenario, one, turn, size, stage, signal);
  const after = usageOf(one.program.pid);
  return {
    requestsPerSecond: requests / seconds,
    p50Ms,
    p99Ms,
    cpuUsPerRequest: (after.cpuUs - before.cpuUs) / requests,
    rssMb: after.rssMb,
    calls: ((await stage.calls()) - callsBefore) / requests,
  };
}

/** Puts load on one server; throws a failure that names it where a single answer is not 200. */
export async function ask(
  { name, by }: Scenario,
  { server, program, asked, headers }: Running,
  turn: number,
  size: Pace['round'],
  stage: Stage,
  signal: AbortSignal,
): Promise<LoadResult> {
  const load = {
    ...asked(turn),
    url: program.url,
    headers,
    connections: CONNECTIONS,
    until: by === 'seconds' ? { seconds: size.seconds } : { requests: size.requests },
  };
  const result = await stage.putLoad(load, signal);
  if (result.failed > 0 || result.requests === 0) {
    throw new Failure(`${name}: ${server.name} failed ${result.failed} of ${result.requests} requests`);
  }
  return result;
}
