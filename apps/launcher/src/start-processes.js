import { join } from 'node:path';
import { checkout, shownPath } from './checkout.js';
import { startChild } from './child-process.js';
import { watchOutput } from './child-output.js';
import { Failure } from './failure.js';
import { nodeBinary } from './node-binary.js';
import { ownSettings, settingPrefix } from './own-settings.js';

const READY_WITHIN_MS = 60_000;

/**
 * @typedef {object} Running
 * @property {Promise<void>} allEnded resolves once nothing runs any more
 * @property {() => Promise<void>} stop
 */

/**
 * Starts every process at once and waits until each says that it is ready; where one does not, all are stopped.
 * @param {import('./plan-system.js').System} system
 * @param {{line: (text: string) => void, note: (text: string) => void}} show
 * @param {AbortSignal} signal
 * @returns {Promise<Running>}
 */
export async function startProcesses({ processes, logDir }, { line, note }, signal) {
  signal.throwIfAborted();
  const node = nodeBinary();
  const waitingFor = new Set(processes.map(({ name }) => name));
  let settled = false;
  const started = processes.map(({ name, app, env }) => {
    const logFile = join(logDir, `${name}.log`);
    // What goes wrong while all are starting is told once, in the line that names who failed.
    const output = watchOutput(name, (text) => settled && !signal.aborted && line(text));
    const program = join(checkout, 'dist/apps', app, 'main.js');
    const child = startChild({ node, program, env, logFile, onLine: output.hear });
    const ended = child.ended.then((how) => {
      output.end();
      const verb = settled ? 'ended' : 'did not start';
      return `${name} ${verb} (${how})${reason(name, output.lastComplaint())} [${shownPath(logFile)}]`;
    });
    const ready = child.ready.then(() => {
      waitingFor.delete(name);
      if (waitingFor.size) note(`waiting for ${[...waitingFor].join(', ')}`);
    });
    return { ready, ended, stop: child.stop };
  });
  const stop = async () => void (await Promise.all(started.map((child) => child.stop())));

  try {
    await Promise.race([
      Promise.all(started.map(({ ready }) => ready)),
      ...started.map(({ ended }) => ended.then((how) => Promise.reject(new Failure(how)))),
      tooLate(() => `${[...waitingFor].join(', ')} did not get ready in ${READY_WITHIN_MS / 1_000} s`),
      aborted(signal),
    ]);
  } catch (error) {
    settled = true;
    await stop();
    throw error;
  }
  settled = true;
  for (const { ended } of started) {
    void ended.then((how) => signal.aborted || line(`${how}; the rest goes on`));
  }
  const allEnded = Promise.all(started.map(({ ended }) => ended)).then(() => undefined);
  return { allEnded, stop };
}

/**
 * What a process complained of. It knows its settings without its own name in front; the user has set them with it.
 * @param {string} name
 * @param {string} complaint
 */
function reason(name, complaint) {
  if (!complaint) return '';
  const own = ownSettings(name, process.env);
  const text = complaint.replace(new RegExp(`^${name}( did not start)?: `), '');
  const toUser = (/** @type {string} */ word) => (word in own ? `${settingPrefix(name)}${word}` : word);
  return `: ${text.replace(/\b[A-Z][A-Z\d_]+\b/g, toUser)}`;
}

/**
 * @param {() => string} message
 * @returns {Promise<never>}
 */
function tooLate(message) {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Failure(message())), READY_WITHIN_MS).unref();
  });
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<never>}
 */
function aborted(signal) {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
