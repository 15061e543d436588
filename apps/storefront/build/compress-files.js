import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const COMPRESSIBLE = /\.(?:js|css|svg)$/;
/** Up to here a packet holds it anyway, and web-bff sends it as it is. */
const NOT_WORTH_IT_BYTES = 1_024;

/**
 * Leaves every larger file compressed beside itself, as well as it can be: that is done once, and served often.
 * @returns {import('vite').Plugin}
 */
export function compressFiles() {
  return {
    name: 'compress-files',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const file of Object.keys(bundle)) {
        const bytes = readFileSync(join(dir, file));
        if (!COMPRESSIBLE.test(file) || bytes.length <= NOT_WORTH_IT_BYTES) continue;
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        writeFileSync(join(dir, `${file}.br`), brotliCompressSync(bytes, { params }));
        writeFileSync(join(dir, `${file}.gz`), gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}
