import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buildApps } from './build-apps.js';
import { checkNode } from './check-node.js';
import { checkout } from './checkout.js';
import { installPackages } from './install-packages.js';
import { nodeBinary } from './node-binary.js';
import { showProgress } from './progress.js';
import { stopSignal } from './stop-signal.js';

/**
 * Installs and builds what is missing, then runs a program of the bench with what stands behind `--`, and ends with it.
 * @param {string} command as people call it
 * @param {string} program
 */
export async function runMeasurement(command, program) {
  const { line, step } = showProgress(process.stdout);
  const signal = stopSignal();
  try {
    await step('check Node', () => checkNode());
    await step('install packages', (note) => installPackages(note, signal));
    await step('build', () => buildApps(signal));
    process.exitCode = await run(program, process.argv.slice(2), signal);
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    line(signal.aborted ? 'stopped' : name === 'Failure' ? message : `${command} failed: ${message}`);
    process.exitCode = 1;
  }
  process.exit();
}

/**
 * What it started it takes away itself; it is told to end, and waited for.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {AbortSignal} signal
 */
async function run(program, args, signal) {
  signal.throwIfAborted();
  const child = spawn(nodeBinary(), ['--enable-source-maps', program, ...args], {
    cwd: checkout,
    // It ends when this channel closes, however this process ends.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  signal.addEventListener('abort', () => child.kill('SIGTERM'));
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
