import type { Part } from './part.js';

/** What can be a metric in a Server-Timing header (a token by RFC 9110), and no key that objects have by nature. */
const NAME = /^[A-Za-z][\w-]*$/;

/** Throws unless the view has a name that can stand in headers and metrics, and a budget above zero, if any. */
export function checkView(name: string, budgetMs: number | undefined): void {
  if (!NAME.test(name)) throw new TypeError(`'${name}' cannot be the name of a view`);
  if (budgetMs !== undefined && !(budgetMs > 0)) {
    throw new TypeError(`view '${name}' has a budgetMs that is not above zero`);
  }
}

/**
 * Throws unless the part can follow the earlier ones; the compiler says all this too, to those who ask it.
 *
 * - its name can be a metric and a field, and no other part has it
 * - it comes after earlier parts alone, so that no cycle can be
 * - its limit is a positive number
 */
export function checkPart(view: string, part: Part, earlier: readonly Part[]): void {
  const refuse = (reason: string): never => {
    throw new TypeError(`part '${part.name}' of view '${view}' ${reason}`);
  };
  if (!NAME.test(part.name)) refuse('cannot have this name');
  if (earlier.some(({ name }) => name === part.name)) refuse('is there already');
  if (typeof part.load !== 'function') refuse('has nothing to load it');
  if (new Set(part.after).size < part.after.length) refuse('comes after the same part twice');
  for (const name of part.after) {
    const isEarlier = earlier.some((other) => other.name === name);
    if (!isEarlier) refuse(`comes after '${name}', which is no earlier part`);
  }
  if (part.withinMs !== undefined && !(part.withinMs > 0)) refuse('has a withinMs that is not above zero');
}
