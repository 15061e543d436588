import { buildApps } from './build-apps.js';
import { checkEverything } from './check-everything.js';
import { checkNode } from './check-node.js';
import { Failure } from './failure.js';
import { installPackages } from './install-packages.js';
import { showProgress } from './progress.js';
import { runTests } from './run-tests.js';
import { stopSignal } from './stop-signal.js';

const INTERRUPTED = 130;

// `npm test -- libs/upstream`: the tests under that path alone.
const paths = process.argv.slice(2);
const { line, step } = showProgress(process.stdout);
const signal = stopSignal();

/** @type {Awaited<ReturnType<typeof runTests>> | undefined} */
let tests;

try {
  await step('check Node', () => checkNode());
  await step('install packages', (note) => installPackages(note, signal));
  if (paths.length) await step('build', () => buildApps(signal));
  else await step('format, lint, build and types', () => checkEverything(signal));
  await step('tests', async (note) => {
    tests = await runTests(paths, note, signal);
    if (tests.failed) throw new Failure(tests.output);
  });
} catch (error) {
  const { name, message } = /** @type {Error} */ (error);
  line(signal.aborted ? 'stopped' : name === 'Failure' ? message : `npm test failed: ${message}`);
  process.exitCode = signal.aborted ? INTERRUPTED : 1;
}
if (tests) {
  if (tests.skipped) line(`Not run here: ${tests.skipped}`);
  if (tests.skipped && process.env.CI) {
    line('Nothing may be left out in CI.');
    process.exitCode = 1;
  }
  line(`${tests.passed} passed, ${tests.failed} failed`);
}
process.exit();
