import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.js';
import { Failure } from './failure.js';

const MAJOR = 24;

/**
 * The Node 24 that everything runs on: the one that npm installed, else this process's own if it is new enough.
 * The real file, not the link to it: no shell or wrapper may stand between the launcher and what it starts.
 */
export function nodeBinary() {
  try {
    return realpathSync(join(checkout, 'node_modules/.bin/node'));
  } catch {
    if (Number.parseInt(process.versions.node, 10) >= MAJOR) return process.execPath;
    const machine = `${process.platform} ${process.arch}`;
    throw new Failure(`npm has no Node ${MAJOR} for ${machine}: install Node ${MAJOR} and run this again`);
  }
}
