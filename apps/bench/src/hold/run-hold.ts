import { loadavg } from 'node:os';
import { monitorEventLoopDelay, type RecordableHistogram } from 'node:perf_hooks';
import { Failure } from '../failure.js';
import { findProgram } from '../processes/find-program.js';
import { showProgress } from '../report/progress.js';
import { isKept } from './figure.js';
import type { HoldOptions } from './hold-options.js';
import { holdTable, type Measured } from './hold-table.js';
import { withGround } from './stand/ground.js';
import { withStand } from './stand/stand.js';

const LIMIT_S = 175;
const RESOLUTION_MS = 1;

/** Tries the cases one after the other and shows what came of them; resolves to whether every limit was kept. */
export async function runHold({ cases, factor }: HoldOptions, stop: AbortSignal): Promise<boolean> {
  const progress = showProgress(process.stdout);
  const tooLong = AbortSignal.timeout(LIMIT_S * 1_000);
  const signal = AbortSignal.any([stop, tooLong]);
  const lateness = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  lateness.enable();
  const measured: Measured[] = [];
  const notRun: string[] = [];
  const [busy = 0] = loadavg();

  await withGround(signal, async (ground) => {
    for (const each of cases) {
      if (each.needs && !findProgram(each.needs)) {
        notRun.push(`${each.title}: not run: apt-get install ${each.needs}`);
        continue;
      }
      progress.note(each.title);
      lateness.reset();
      try {
        const figures = await withStand(ground, (stand) => each.measure(stand));
        measured.push({ title: each.title, figures, lateMs: latenessMs(lateness) });
      } catch (error) {
        if (stop.aborted) throw error;
        const reason = tooLong.aborted ? `stopped after ${LIMIT_S} s in all` : reasonOf(error);
        measured.push({ title: each.title, figures: [], lateMs: latenessMs(lateness), failure: reason });
        if (tooLong.aborted) break;
      }
    }
  });

  progress.line(holdTable(measured, factor));
  for (const line of notRun) progress.line(`  ${line}`);
  progress.line(
    `  late: how late this program itself was (p99); load of the machine before: ${busy.toFixed(1)}`,
  );
  return measured.every(
    ({ figures, failure }) => failure === undefined && figures.every((figure) => isKept(figure, factor)),
  );
}

/** What the machine, and nobody who is measured, takes: by so much a timer was late. */
function latenessMs(lateness: Pick<RecordableHistogram, 'percentile'>): number {
  return Math.max(0, lateness.percentile(99) / 1e6 - RESOLUTION_MS);
}

function reasonOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  return (error as Error).stack ?? String(error);
}
