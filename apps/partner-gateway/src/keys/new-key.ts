import { randomBytes } from 'node:crypto';
import type { Environment } from '../database/tables.js';
import { type RandomBytes, randomDigits } from './base62.js';
import { checksumOf } from './checksum.js';
import { hashOfKey } from './hash-of-key.js';
import { ID_LENGTH, PREFIXES, SECRET_LENGTH } from './key-format.js';

/** A key that was just made. */
export interface NewKey {
  /** The part that is no secret. */
  readonly id: string;
  /** All of it: to be shown once, and kept nowhere. */
  readonly text: string;
  /** What is kept. */
  readonly hash: Uint8Array;
}

/** Makes a key: 190 bits that nobody can guess, an id to speak of it by, and a checksum. */
export function newKey(environment: Environment, random: RandomBytes = randomBytes): NewKey {
  const id = randomDigits(ID_LENGTH, random);
  const unchecked = `${PREFIXES[environment]}${id}_${randomDigits(SECRET_LENGTH, random)}`;
  const text = unchecked + checksumOf(unchecked);
  return { id, text, hash: hashOfKey(text) };
}
