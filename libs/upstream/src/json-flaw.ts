export type JsonFlaw = 'bad-json' | 'unsafe-integer';

/**
 * What makes a parsed value unfit, looked for in one walk, which costs less than to search the text:
 * - `bad-json`: more than `levels` arrays and objects within each other
 * - `unsafe-integer`: a number beyond 2^53, which was rounded: an id of 2^53 + 1 is the id of something else (RFC 8259, section 6)
 */
export function jsonFlaw(value: unknown, levels: number): JsonFlaw | undefined {
  // All doubles beyond it are whole, or infinite, which JSON could not say again.
  if (typeof value === 'number')
    return Math.abs(value) > Number.MAX_SAFE_INTEGER ? 'unsafe-integer' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (levels === 0) return 'bad-json';
  if (Array.isArray(value)) {
    for (const item of value) {
      const flaw = jsonFlaw(item, levels - 1);
      if (flaw) return flaw;
    }
    return undefined;
  }
  for (const name in value) {
    const flaw = jsonFlaw((value as Record<string, unknown>)[name], levels - 1);
    if (flaw) return flaw;
  }
  return undefined;
}
