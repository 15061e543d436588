const NAME = 'BENCH_SCRATCH';

/** Where files of this run go that nobody needs after it; each run has its own, as two may run at a time. */
export const scratch = process.env[NAME] ?? `dist/bench/scratch-${process.pid}`;

/** Tells the programs of this run where that is. */
export const scratchSetting: Readonly<Record<string, string>> = { [NAME]: scratch };
