import { crc32 } from 'node:zlib';
import { inBase62 } from './base62.js';

/** As many digits as the largest CRC-32 has in base 62. */
export const CHECKSUM_LENGTH = 6;

/** What a key ends with, so that a scanner can tell one from a text that looks like one, offline. */
export function checksumOf(textBefore: string): string {
  return inBase62(crc32(textBefore), CHECKSUM_LENGTH);
}
