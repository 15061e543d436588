import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.js';
import { Failure } from './failure.js';
import { runProgram } from './run-program.js';

/** Lives in node_modules, and so goes with it. */
const STAMP = 'node_modules/.frontdesk-lock';

/**
 * Installs the packages of package-lock.json, unless they are what node_modules holds already.
 * @param {(note: string) => void} note
 * @param {AbortSignal} signal
 */
export async function installPackages(note, signal) {
  if (packagesAreInstalled()) return;
  note('npm ci, about half a minute; Node 24 comes as one of the packages, so nothing else is needed');
  const [program = '', ...npm] = npmCommand();
  // Whatever NODE_ENV or the user's npm settings say: building needs them all.
  const args = [...npm, 'ci', '--loglevel=error', '--include=dev', '--include=optional'];
  const { succeeded, errors } = await runProgram(program, args, {}, signal);
  if (!succeeded) throw new Failure(`npm ci could not install the packages: ${inOneLine(errors)}`);
  writeFileSync(join(checkout, STAMP), lockHash(checkout));
}

/**
 * Whether node_modules holds what package-lock.json names: because it was installed from this very lock, or because npm
 * itself notes the same packages. npm writes its note last of all, so an installation that was cut short has none.
 */
export function packagesAreInstalled(folder = checkout) {
  try {
    if (readFileSync(join(folder, STAMP), 'utf8') === lockHash(folder)) return true;
  } catch {
    // It was installed by hand, or not at all.
  }
  try {
    const wanted = lockedPackages(join(folder, 'package-lock.json'));
    const installed = lockedPackages(join(folder, 'node_modules/.package-lock.json'));
    return (
      Object.entries(installed).every(([path, { version }]) => wanted[path]?.version === version) &&
      Object.entries(wanted).every(([path, { optional, peer }]) => installed[path] ?? (optional || peer))
    );
  } catch {
    return false;
  }
}

/** @param {string} folder */
function lockHash(folder) {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
}

/**
 * @param {string} file
 * @returns {Record<string, {version?: string, optional?: boolean, peer?: boolean}>}
 */
function lockedPackages(file) {
  const { '': _workspace, ...packages } = JSON.parse(readFileSync(file, 'utf8')).packages;
  return Object.fromEntries(Object.entries(packages).filter(([path]) => path.startsWith('node_modules/')));
}

/** The npm that runs this, if one does: another one on the PATH may be of another age. */
function npmCommand() {
  const running = process.env.npm_execpath;
  return running?.endsWith('npm-cli.js') ? [process.execPath, running] : ['npm'];
}

/** @param {string} errors */
function inOneLine(errors) {
  const lines = errors
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
    .filter((line) => line && !line.startsWith('A complete log') && !line.startsWith('at '));
  return lines.slice(0, 3).join('; ') || 'it said nothing';
}
