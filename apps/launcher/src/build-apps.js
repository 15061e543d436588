import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { checkout } from './checkout.js';
import { Failure } from './failure.js';
import { generateClients } from './generate-clients.js';
import { nodeBinary } from './node-binary.js';
import { runProgram } from './run-program.js';

const SHOWN_LINES = 14;

/**
 * Builds every app, aside first: what starts from `dist/apps` meanwhile finds a whole program there, old or new.
 * @param {AbortSignal} signal
 */
export async function buildApps(signal) {
  const aside = `dist/building-${process.pid}`;
  const rolldown = ['node_modules/.bin/rolldown', '-c', 'rolldown.config.mjs', '--logLevel', 'warn'];
  const vite = ['apps/storefront/build/build.js'];
  try {
    await Promise.all([rolldown, vite].map((program) => build(program, aside, signal)));
    const shop = readdirSync(join(checkout, aside, 'storefront'), { recursive: true, encoding: 'utf8' });
    moveFiles(join(checkout, aside), join(checkout, 'dist/apps'));
    // Its files have other names after every change; all others are overwritten.
    removeOthers(join(checkout, 'dist/apps/storefront'), new Set(shop));
  } finally {
    rmSync(join(checkout, aside), { recursive: true, force: true });
  }
  await generateClients(signal);
}

/**
 * @param {readonly string[]} program
 * @param {string} aside
 * @param {AbortSignal} signal
 */
async function build(program, aside, signal) {
  const { succeeded, output } = await runProgram(
    nodeBinary(),
    [...program],
    { env: { DIST: aside } },
    signal,
  );
  if (!succeeded) throw new Failure(`the build failed (npm run build says more):\n${beginningOf(output)}`);
}

/**
 * @param {string} folder
 * @param {ReadonlySet<string>} kept
 */
function removeOthers(folder, kept) {
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!kept.has(path)) rmSync(join(folder, path), { recursive: true, force: true });
  }
}

/**
 * The first error, without the bundler's own stack: the rest often follows from it.
 * @param {string} output
 */
function beginningOf(output) {
  const lines = stripVTControlCharacters(output).trim().split('\n');
  return lines
    .filter((line) => !/^\s+at /.test(line))
    .slice(0, SHOWN_LINES)
    .join('\n');
}

/**
 * @param {string} from
 * @param {string} to
 */
function moveFiles(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) moveFiles(source, target);
    else renameSync(source, target);
  }
}
