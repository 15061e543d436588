import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from './failure.js';
import { limits, verdictOn } from './limits.js';
import { measureScenario } from './measure-scenario.js';
import type { Options } from './options.js';
import { FULL, QUICK } from './pace.js';
import { scratch } from './processes/scratch.js';
import { placeFinder } from './profile/place-finder.js';
import { selfTimes } from './profile/self-times.js';
import { chart } from './report/chart.js';
import { limitsTable } from './report/limits-table.js';
import { profileTable } from './report/profile-table.js';
import { type Progress, showProgress } from './report/progress.js';
import { scenarioTable } from './report/scenario-table.js';
import type { Result } from './results.js';
import type { Scenario } from './scenarios.js';
import { setStage } from './stage.js';

const FOLDER = 'dist/bench';
/** The rest is for ending: a round that has begun, and the servers. */
const SHARE_FOR_ROUNDS = 0.9;
const PROFILES = `${FOLDER}/profiles`;

/** Measures, shows and keeps what was measured; resolves to whether every limit that was measured is kept. */
export async function runBench(options: Options, stop: AbortSignal): Promise<boolean> {
  const { scenarios, quick, profile } = options;
  const pace = quick ? QUICK : FULL;
  const progress = showProgress(process.stdout);
  const tooLong = AbortSignal.timeout(pace.limitS * 1_000);
  const signal = AbortSignal.any([stop, tooLong]);
  const results: Result[] = [];
  const warmSinceUs = new Map<string, number>();
  const endsAt = performance.now() + pace.limitS * 1_000 * SHARE_FOR_ROUNDS;

  mkdirSync(scratch, { recursive: true });
  if (profile) rmSync(PROFILES, { recursive: true, force: true });
  const stage = await setStage(signal);
  try {
    progress.line(`  load by ${stage.load}; ${pace.rounds} rounds, interleaved; medians`);
    for (const [index, scenario] of scenarios.entries()) {
      const profiles = profile ? PROFILES : undefined;
      const roundsUntil = shareOfTime(scenarios.slice(index), endsAt);
      const measuring = { stage, pace, progress, profiles, warmSinceUs, roundsUntil };
      const measured = await measureScenario(scenario, measuring, signal);
      results.push(...measured.map(({ result }) => result));
      progress.line(scenarioTable(scenario, measured));
    }
  } catch (error) {
    if (tooLong.aborted && !stop.aborted) {
      throw new Failure(
        `stopped after ${pace.limitS} s: the machine is too busy, or name fewer with --scenario`,
      );
    }
    throw error;
  } finally {
    await stage.close();
    rmSync(scratch, { recursive: true, force: true });
    // A profiler costs; what it costs is nobody's figure.
    if (results.length > 0 && !profile) {
      writeFileSync(join(FOLDER, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
      writeFileSync(join(FOLDER, 'chart.svg'), chart(scenarios, results));
    }
  }

  if (profile) {
    showProfiles(warmSinceUs, progress);
    return true;
  }
  progress.line(limitsTable(results));
  progress.line(`  ${FOLDER}/results.json, ${FOLDER}/chart.svg`);
  return limits.every((limit) => verdictOn(limit, results) !== 'short');
}

/** Until when the first of these may begin rounds, if the others are to have theirs: by how many servers they have. */
function shareOfTime(scenarios: readonly Scenario[], endsAt: number): number {
  const all = scenarios.reduce((sum, { contenders }) => sum + contenders.length, 0);
  const now = performance.now();
  return now + ((endsAt - now) * (scenarios[0]?.contenders.length ?? 0)) / all;
}

function showProfiles(warmSinceUs: ReadonlyMap<string, number>, progress: Progress): void {
  const placeOf = placeFinder();
  for (const file of readdirSync(PROFILES).sort()) {
    const name = basename(file, '.cpuprofile');
    const [, since = 0] = [...warmSinceUs].find(([scenario]) => name.startsWith(`${scenario}-`)) ?? [];
    progress.line(profileTable(name, selfTimes(join(PROFILES, file), since, placeOf)));
  }
  progress.line(
    `  ${PROFILES}: Chrome's developer tools open each. A profiler costs: take no figure from this run.`,
  );
}
