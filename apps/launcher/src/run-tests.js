import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeBinary } from './node-binary.js';
import { runProgram } from './run-program.js';
import { watchTests } from './watch-tests.js';

/** One more than two cores, since tests with real sockets and processes wait for more than a third of their time. */
const WORKERS = '3';
const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  // Embedded databases run as V8 compiles them first: to compile them better costs more than a test's few statements
  // win back.
  '--liftoff-only',
  'node_modules/jest/bin/jest.js',
];
const REPORTER = '<rootDir>/apps/launcher/src/tests-reporter.js';

/**
 * Runs the tests once for the whole workspace. What does not end is killed and named: a forgotten server would hold
 * Jest for ever, and `--forceExit` would hide it.
 * @param {readonly string[]} paths
 * @param {(note: string) => void} note
 * @param {AbortSignal} signal
 * @returns {Promise<{passed: number, failed: number, skipped: string, output: string}>} `skipped` names what did not
 * run and how to get it
 */
export async function runTests(paths, note, signal) {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-tests-'));
  const results = join(folder, 'results.json');
  const skippedFile = join(folder, 'skipped');
  writeFileSync(skippedFile, '');
  const watch = watchTests(note, signal);
  try {
    const { output } = await runProgram(
      nodeBinary(),
      [
        ...JEST,
        '-w',
        WORKERS,
        '--reporters',
        'default',
        '--reporters',
        REPORTER,
        '--json',
        '--outputFile',
        results,
        ...paths,
      ],
      { env: { FRONTDESK_SKIPPED: skippedFile }, onMessage: watch.hear },
      watch.signal,
    ).catch((error) => {
      // Only the watch's own end is a result; Ctrl-C is none.
      if (signal.aborted || !watch.hung()) throw error;
      return { output: watch.hung() };
    });
    const skipped = describeSkipped(readFileSync(skippedFile, 'utf8'));
    if (watch.hung() || !existsSync(results)) {
      return { passed: watch.passed(), failed: watch.failed() + 1, skipped, output };
    }
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(results, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped, output };
  } finally {
    watch.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Every suite that was left out, by what would have it run.
 * @param {string} lines `suite<TAB>how to get what it needs`, as libs/testing notes them
 */
export function describeSkipped(lines) {
  /** @type {Map<string, Set<string>>} */
  const suites = new Map();
  for (const line of lines.split('\n').filter(Boolean)) {
    const [suite = '', remedy = ''] = line.split('\t');
    suites.set(remedy, (suites.get(remedy) ?? new Set()).add(suite));
  }
  return [...suites].map(([remedy, names]) => `${[...names].join(', ')} (to have it: ${remedy})`).join('; ');
}
