import { buildApps } from './build-apps.js';
import { checkTypes } from './check-types.js';
import { runTool } from './run-tool.js';

/** What has not changed since it was last found well-formed is not read again; nx does the same for the lint. */
const FORMAT = ['--check', '--cache', '--cache-strategy', 'content', '.'];
const LINT = ['run-many', '-t', 'lint', '--output-style', 'static'];

/**
 * Checks everything that no test does, side by side, since each keeps one core busy; the first that objects ends the others.
 * @param {AbortSignal} signal
 */
export async function checkEverything(signal) {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const checks = [
    runTool('prettier', FORMAT, either),
    runTool('nx', LINT, either),
    buildAndCheckTypes(either),
  ];
  try {
    await Promise.all(checks);
  } finally {
    failed.abort();
    await Promise.allSettled(checks);
  }
}

/**
 * A part of the types is made by a built process.
 * @param {AbortSignal} signal
 */
async function buildAndCheckTypes(signal) {
  await buildApps(signal);
  await checkTypes(signal);
}
