import { Failure } from '../failure.js';
import { readHoldOptions } from '../hold/hold-options.js';
import { runHold } from '../hold/run-hold.js';

// `npm run hold`: a program of its own, as it measures times where the bench measures cost.
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
process.once('disconnect', () => stop.abort());

try {
  const kept = await runHold(readHoldOptions(process.argv.slice(2), process.env), stop.signal);
  process.exitCode = kept ? 0 : 1;
} catch (error) {
  process.exitCode = 1;
  if (!stop.signal.aborted) console.error(error instanceof Failure ? error.message : error);
}
// Whatever is still open belongs to nobody now.
process.exit();
