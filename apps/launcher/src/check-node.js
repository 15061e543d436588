import { Failure } from './failure.js';

const OLDEST_MAJOR = 20;

/** The Node that begins may be an older one than the one that the system runs on, which comes as a package. */
export function checkNode(version = process.versions.node) {
  if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return;
  throw new Failure(
    `Node ${version} is too old to begin with: Frontdesk needs Node ${OLDEST_MAJOR} or newer`,
  );
}
