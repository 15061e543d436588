import type { Environment } from '../database/tables.js';
import { CHECKSUM_LENGTH, checksumOf } from './checksum.js';

/** What a key says of itself, whether it is anybody's or not. */
export interface ReadKey {
  readonly id: string;
  readonly environment: Environment;
}

const KEY = /^fd_(live|test)_([0-9A-Za-z]{12})_[0-9A-Za-z]{38}$/;

/** Reads a key; undefined where it has not the form of one, or not the checksum. */
export function readKey(text: string): ReadKey | undefined {
  const [, kind, id] = KEY.exec(text) ?? [];
  if (id === undefined) return undefined;
  if (checksumOf(text.slice(0, -CHECKSUM_LENGTH)) !== text.slice(-CHECKSUM_LENGTH)) return undefined;
  return { id, environment: kind === 'live' ? 'live' : 'sandbox' };
}
