import { Failure } from './failure.js';
import { readOptions } from './options.js';
import { runBench } from './run-bench.js';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
process.once('disconnect', () => stop.abort());

try {
  const options = readOptions(process.argv.slice(2));
  const kept = await runBench(options, stop.signal);
  if (options.check && !kept) process.exitCode = 1;
} catch (error) {
  process.exitCode = 1;
  if (!stop.signal.aborted) {
    console.error(error instanceof Failure ? error.message : error);
  }
}
// Whatever is still open belongs to nobody now.
process.exit();
