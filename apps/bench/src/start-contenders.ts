import type { Measuring } from './measure-scenario.js';
import { type RunningProgram, startProgram } from './processes/start-program.js';
import type { Sample } from './results.js';
import type { Contender, Scenario } from './scenarios.js';
import type { Server } from './servers.js';

/** A server of a scenario that is up, and what was measured of it so far. */
export interface Running extends Contender {
  readonly program: RunningProgram;
  readonly headers: Readonly<Record<string, string>>;
  readonly samples: Sample[];
}

/** Starts all servers of a scenario, except the optional ones that this machine cannot run; all or none. */
export async function startContenders(
  scenario: Scenario,
  measuring: Measuring,
  signal: AbortSignal,
): Promise<Running[]> {
  const { contenders, name } = scenario;
  const started = await Promise.allSettled(
    contenders.map((contender) => startContender(contender, name, measuring, signal)),
  );
  const running = started.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  for (const [index, { server }] of contenders.entries()) {
    const outcome = started[index];
    if (outcome?.status !== 'rejected') continue;
    if (!server.optional || signal.aborted) {
      await stopAll(running);
      throw outcome.reason;
    }
    measuring.progress.line(`    ${name}: without ${server.name}: ${(outcome.reason as Error).message}`);
  }
  return running;
}

/** Starts one server, and logs in there if that is what its callers do. */
async function startContender(
  contender: Contender,
  scenario: string,
  measuring: Measuring,
  signal: AbortSignal,
): Promise<Running> {
  const program = await startServer(contender.server, scenario, measuring, signal);
  try {
    const headers = await measuring.stage.headersFor(contender, program.url, signal);
    return { ...contender, program, headers, samples: [] };
  } catch (error) {
    await program.stop();
    throw error;
  }
}

/** Starts one server with the settings that all have and its own. */
export function startServer(
  server: Server,
  scenario: string,
  { stage, profiles }: Measuring,
  signal: AbortSignal,
): Promise<RunningProgram> {
  const { name, program, args = [], environment, ours } = server;
  const profile =
    profiles && ours
      ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`, `--cpu-prof-name=${scenario}-${name}.cpuprofile`]
      : [];
  return startProgram(
    {
      name,
      program,
      args,
      nodeArgs: profile,
      environment: { ...stage.environment, ...environment },
      cores: stage.serverCores,
    },
    signal,
  );
}

/** Ends all servers of a scenario. */
export async function stopAll(running: readonly Running[]): Promise<void> {
  await Promise.all(running.map(({ program }) => program.stop()));
}
