import { InvalidInput } from '@frontdesk/gateway';

export const KEY_HEADER = 'Idempotency-Key';
const MAX_LENGTH = 255;
/** A string of RFC 9651, as the draft asks for: in quotes, with `\` before a quote or another `\`. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;
/** What most callers send instead. */
const BARE = /^[\x21\x23-\x7e][\x21-\x7e]*$/;

/**
 * The key that a request is known again by: `"abc"` and `abc` are the same one. Throws `InvalidInput` where there is none,
 * or what is there is not one key.
 */
export function keyInHeader(header: string | string[] | undefined): string {
  // Of two such headers Node makes one with a comma and a space between them, which is no key.
  if (typeof header !== 'string' || header === '') throw invalid('is required');
  const quoted = QUOTED.exec(header)?.[1]?.replace(/\\(["\\])/g, '$1');
  const key = quoted ?? (BARE.test(header) ? header : '');
  if (key !== '' && key.length <= MAX_LENGTH) return key;
  throw invalid(`must be one key of 1 to ${MAX_LENGTH} visible ASCII characters, in quotes or without`);
}

function invalid(detail: string): InvalidInput {
  return new InvalidInput([{ in: 'header', field: KEY_HEADER, detail }]);
}
