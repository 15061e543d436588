import { hash } from 'node:crypto';

/** More than any key has: whoever sends more does not make us hash it. */
const MOST_CHARACTERS = 128;

/** SHA-256 of a key. No salt, and not slow on purpose: nobody can try out 190 random bits. */
export function hashOfKey(text: string): Uint8Array {
  return hash('sha256', text.slice(0, MOST_CHARACTERS), 'buffer');
}
