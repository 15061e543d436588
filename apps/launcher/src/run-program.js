import { spawn } from 'node:child_process';
import { dirname, delimiter, join } from 'node:path';
import { checkout } from './checkout.js';

const GRACE_MS = 1_500;

/**
 * @typedef {object} Run
 * @property {NodeJS.ProcessEnv} [env] settings besides the inherited ones
 * @property {number} [timeLimitMs] after which it is killed, with everything that it started
 * @property {(message: any) => void} [onMessage] hears what the program sends by `process.send`
 *
 * @typedef {object} Outcome
 * @property {boolean} succeeded
 * @property {boolean} timedOut
 * @property {string} output all that it printed, on both of its outputs
 * @property {string} errors what it printed on standard error
 */

/**
 * Runs a program to its end, in a process group of its own, so that nothing that it started outlives it.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Run} run
 * @param {AbortSignal} signal
 * @returns {Promise<Outcome>}
 */
export async function runProgram(program, args, { env, timeLimitMs, onMessage }, signal) {
  signal.throwIfAborted();
  const path = [join(checkout, 'node_modules/.bin'), dirname(program), process.env.PATH].join(delimiter);
  const child = spawn(program, args, {
    cwd: checkout,
    env: { ...process.env, PATH: path, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(onMessage ? /** @type {const} */ (['ipc']) : [])],
    detached: true,
  });
  if (onMessage) child.on('message', onMessage);

  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    output += text;
    errors += text;
  });

  const killGroup = (/** @type {NodeJS.Signals} */ how) => {
    try {
      if (child.pid) process.kill(-child.pid, how);
    } catch {
      // The group has ended: there is nothing to kill.
    }
  };
  const stop = () => {
    killGroup('SIGTERM');
    setTimeout(killGroup, GRACE_MS, 'SIGKILL').unref();
  };
  let timedOut = false;
  const limit = setTimeout(
    () => {
      timedOut = true;
      killGroup('SIGKILL');
    },
    timeLimitMs ?? 2 ** 31 - 1,
  );
  signal.addEventListener('abort', stop);
  try {
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    signal.throwIfAborted();
    return { succeeded: code === 0, timedOut, output, errors };
  } finally {
    signal.removeEventListener('abort', stop);
    clearTimeout(limit);
    killGroup('SIGKILL');
  }
}
