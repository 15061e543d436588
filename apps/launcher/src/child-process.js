import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { checkout } from './checkout.js';

const STOP_GRACE_MS = 2_000;
const HEARD_IT_MS = 300;
const LAST_LINES_MS = 300;
const endWithLauncher = new URL('end-with-launcher.js', import.meta.url).href;

/**
 * @typedef {object} Child
 * @property {Promise<void>} ready it says so itself, by `process.send({ ready: true })`
 * @property {Promise<string>} ended how it ended, in a few words
 * @property {() => Promise<void>} stop asks it to end, and makes it end soon after
 */

/**
 * Starts one process of the system. No shell stands in between, and it ends when this process does, however that ends.
 * @param {object} what
 * @param {string} what.node
 * @param {string} what.program
 * @param {Record<string, string>} what.env
 * @param {string} what.logFile holds every line that it prints
 * @param {(line: string, fromErrors: boolean) => void} what.onLine hears every line that it prints
 * @returns {Child}
 */
export function startChild({ node, program, env, logFile, onLine }) {
  const child = spawn(node, ['--enable-source-maps', '--import', endWithLauncher, program], {
    cwd: checkout,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  for (const output of [child.stdout, child.stderr]) {
    if (!output) continue;
    createInterface({ input: output }).on('line', (line) => {
      log.write(`${line}\n`);
      onLine(line, output === child.stderr);
    });
  }

  const ready = /** @type {Promise<void>} */ (
    new Promise((resolve) => child.on('message', (message) => isReady(message) && resolve()))
  );
  const ended = /** @type {Promise<string>} */ (
    new Promise((resolve) => {
      const end = (/** @type {string} */ how) => log.end(() => resolve(how));
      child.on('error', (error) => end(error.message));
      // Not `exit`: what it printed last, which says why, may come after it.
      child.on('close', (code, signal) => end(signal ? `killed by ${signal}` : `exit code ${code}`));
    })
  );

  async function stop() {
    if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
    // Ctrl-C reaches the whole group: a second signal at once would tell a process that is closing to drop everything.
    const ask = setTimeout(() => child.kill('SIGTERM'), HEARD_IT_MS);
    await exit;
    clearTimeout(ask);
    clearTimeout(kill);
    // Something that it started may hold its outputs open: nothing waits for that.
    await Promise.race([ended, pause(LAST_LINES_MS)]);
  }

  return { ready, ended, stop };
}

/** @param {unknown} message */
function isReady(message) {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true;
}
