import type { Part } from './part.js';

/** A token by RFC 9110, which is what a metric in a Server-Timing header may be named. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Throws unless the name of a view can stand in headers and metrics. */
export function checkViewName(name: string): void {
  if (!TOKEN.test(name)) throw new TypeError(`a view cannot be named '${name}': the name is not a token`);
}

/**
 * Throws unless the part can follow the earlier ones; the compiler says all this too, to those who ask it.
 *
 * - its name is a token, and no other part has it
 * - it comes after earlier parts alone, so that no cycle can be
 * - its limit is a positive number
 */
export function checkPart(view: string, part: Part, earlier: readonly Part[]): void {
  const refuse = (reason: string): never => {
    throw new TypeError(`part '${part.name}' of view '${view}' ${reason}`);
  };
  if (!TOKEN.test(part.name)) refuse('has a name that is not a token');
  if (earlier.some(({ name }) => name === part.name)) refuse('is there already');
  if (typeof part.load !== 'function') refuse('has nothing to load it');
  for (const name of part.after) {
    if (!earlier.some((other) => other.name === name))
      refuse(`comes after '${name}', which is no earlier part`);
  }
  if (part.withinMs !== undefined && !(part.withinMs > 0)) refuse('has a withinMs that is not above zero');
}
