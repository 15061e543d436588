import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds the whole workspace. */
export const checkout = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * A path as a person in that folder would write it.
 * @param {string} path
 */
export function shownPath(path) {
  const below = relative(checkout, path);
  return below.startsWith('..') ? path : below;
}
