import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Coding } from './etag.js';

const BROTLI_QUALITY = 5;

const brotli = promisify(brotliCompress);
const encoders: Record<Exclude<Coding, 'identity'>, (body: Buffer) => Promise<Buffer>> = {
  gzip: promisify(gzip) as (body: Buffer) => Promise<Buffer>,
  br: (body) => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
};

/** Compresses bytes, beside the event loop. */
export function encode(body: Buffer, coding: Exclude<Coding, 'identity'>): Promise<Buffer> {
  return encoders[coding](body);
}
