import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { UpstreamError } from './upstream-error.js';

type Decoder = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const inflated: Decoder = promisify(inflate) as Decoder;
const rawInflated: Decoder = promisify(inflateRaw) as Decoder;

/** No plain object: `Content-Encoding: constructor` would find what every object has. */
const DECODERS = new Map<string, Decoder>([
  ['gzip', promisify(gunzip) as Decoder],
  ['x-gzip', promisify(gunzip) as Decoder],
  ['br', promisify(brotliDecompress) as Decoder],
  ['zstd', promisify(zstdDecompress) as Decoder],
  // RFC 9110 says zlib; some servers send the bare stream (section 8.4.1.2).
  [
    'deflate',
    (body, options) => (((body[0] ?? 0) & 0x0f) === 8 ? inflated(body, options) : rawInflated(body, options)),
  ],
]);

/** Undoes one content coding; throws `too-large` past `maxBytes`, and `reset` for what does not decode. */
export async function decompressed(
  body: Buffer,
  coding: string,
  maxBytes: number,
  upstream: string,
): Promise<Buffer> {
  const decode = DECODERS.get(coding.trim().toLowerCase());
  if (!decode) throw new UpstreamError(upstream, 'bad-content-type');
  if (body.length === 0) return body;
  try {
    return await decode(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    const tooLarge = (cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new UpstreamError(upstream, tooLarge ? 'too-large' : 'reset', { cause });
  }
}
