import { checkAnswers } from './check-answers.js';
import { median } from './load/quantile.js';
import { ask, measureRound } from './measure-round.js';
import type { Pace } from './pace.js';
import type { Progress } from './report/progress.js';
import { addedCpuUs, inProcessResult, type Result, resultOf } from './results.js';
import type { Scenario } from './scenarios.js';
import type { Stage } from './stage.js';
import { type Running, startContenders, startServer, stopAll } from './start-contenders.js';

const FLOOR = 'floor';

export interface Measuring {
  readonly stage: Stage;
  readonly pace: Pace;
  readonly progress: Progress;
  /** Where the profiles of our own servers go, if anywhere, */
  readonly profiles?: string | undefined;
  /** and since when each scenario's servers are warm, on the clock of `process.hrtime`. */
  readonly warmSinceUs: Map<string, number>;
  /** After this, on the clock of `performance`, no second round is begun: a busy machine gets fewer. */
  readonly roundsUntil: number;
}

/** A line of the results, and what shows that it came about as it should. */
export interface Measured {
  readonly result: Result;
  /** How often the upstreams were called for each request. */
  readonly calls: number;
}

/** Starts the servers of a scenario, makes sure that they answer the same, and measures them in turns. */
export async function measureScenario(
  scenario: Scenario,
  measuring: Measuring,
  signal: AbortSignal,
): Promise<Measured[]> {
  const { stage, pace, progress } = measuring;
  const { name } = scenario;
  progress.note(`${name}: start ${scenario.contenders.length} servers`);
  const running = await startContenders(scenario, measuring, signal);
  try {
    await checkAnswers(scenario, running, signal);
    for (const one of running) {
      progress.note(`${name}: warm up ${one.server.name}`);
      await ask(scenario, one, 0, pace.warmUp, stage, signal);
    }
    measuring.warmSinceUs.set(name, Number(process.hrtime.bigint() / 1_000n));
    // In turns, so that what else the machine does hits all alike.
    for (let round = 1; round <= pace.rounds; round += 1) {
      if (round > 1 && performance.now() > measuring.roundsUntil) {
        progress.line(`    ${name}: ${round - 1} of ${pace.rounds} rounds, as time is short`);
        break;
      }
      for (const one of running) {
        progress.note(`${name}: round ${round} of ${pace.rounds}, ${one.server.name}`);
        one.samples.push(await measureRound(scenario, one, round, pace.round, stage, signal));
      }
    }
  } finally {
    await stopAll(running);
  }
  return [...outcomes(scenario, running), ...(await measureInProcess(scenario, running, measuring, signal))];
}

function outcomes({ name, difference }: Scenario, running: readonly Running[]): Measured[] {
  const floor = running.find(({ server }) => server.name === FLOOR)?.samples ?? [];
  return running.map(({ server, samples }) => {
    const result = resultOf(name, server.name, samples, floor);
    const calls = median(samples.map((sample) => sample.calls));
    if (!difference || server.name === FLOOR) return { result, calls };
    return { result: { ...result, cpuUsPerRequest: addedCpuUs(samples, floor) }, calls };
  });
}

async function measureInProcess(
  { name, inProcess }: Scenario,
  running: readonly Running[],
  measuring: Measuring,
  signal: AbortSignal,
): Promise<Measured[]> {
  if (!inProcess) return [];
  measuring.progress.note(`${name}: ${inProcess.name}`);
  const environment = { TOKEN: measuring.stage.token };
  const program = await startServer({ ...inProcess, environment }, name, measuring, signal);
  await program.stop();
  const floor = running.find(({ server }) => server.name === FLOOR)?.samples ?? [];
  return [{ result: inProcessResult(name, inProcess.name, program.readiness.cpuUs ?? NaN, floor), calls: 0 }];
}
