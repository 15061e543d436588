import { loadavg } from 'node:os';
import { Failure } from '../failure.js';
import { findProgram } from '../processes/find-program.js';
import { showProgress } from '../report/progress.js';
import { isKept } from './figure.js';
import type { HoldCase } from './hold-case.js';
import type { HoldOptions } from './hold-options.js';
import { holdTable, type Measured } from './hold-table.js';
import { listenToNoise, type Noise } from './noise.js';
import { withGround, type Ground } from './stand/ground.js';
import { withStand } from './stand/stand.js';

const LIMIT_S = 235;

/** Tries the cases one after the other and shows what came of them; resolves to whether every limit was kept. */
export async function runHold({ cases, factor }: HoldOptions, stop: AbortSignal): Promise<boolean> {
  const progress = showProgress(process.stdout);
  const tooLong = AbortSignal.timeout(LIMIT_S * 1_000);
  const signal = AbortSignal.any([stop, tooLong]);
  const noise = listenToNoise();
  const all: Measured[] = [];
  const notRun: string[] = [];
  const [busy = 0] = loadavg();

  await withGround(signal, async (ground) => {
    for (const each of cases) {
      if (each.needs && !findProgram(each.needs)) {
        notRun.push(`${each.title}: not run: apt-get install ${each.needs}`);
        continue;
      }
      progress.note(each.title);
      let measured = await tryCase(each, ground, noise);
      stop.throwIfAborted();
      // Noise makes times longer and never shorter; what is too slow by itself is so again.
      if (missesTimesAlone(measured, factor)) {
        progress.note(`${each.title}, again`);
        const again = await tryCase(each, ground, noise);
        stop.throwIfAborted();
        if (!tooLong.aborted) measured = { ...again, title: `${each.title} (second try)` };
      }
      all.push(tooLong.aborted ? { ...measured, failure: `stopped after ${LIMIT_S} s in all` } : measured);
      if (tooLong.aborted) break;
    }
  });

  progress.line(holdTable(all, factor));
  for (const line of notRun) progress.line(`  ${line}`);
  progress.line(`  load of the machine before: ${busy.toFixed(1)}`);
  return all.every(
    ({ figures, failure }) => failure === undefined && figures.every((figure) => isKept(figure, factor)),
  );
}

async function tryCase(each: HoldCase, ground: Ground, noise: () => Noise): Promise<Measured> {
  const { title } = each;
  noise();
  try {
    const figures = await withStand(ground, (stand) => each.measure(stand));
    return { title, figures, noise: noise() };
  } catch (error) {
    const failure = error instanceof Failure ? error.message : ((error as Error).stack ?? String(error));
    return { title, figures: [], noise: noise(), failure };
  }
}

function missesTimesAlone({ figures, failure }: Measured, factor: number): boolean {
  const missed = figures.filter((figure) => !isKept(figure, factor));
  return failure === undefined && missed.length > 0 && missed.every(({ unit }) => unit !== undefined);
}
