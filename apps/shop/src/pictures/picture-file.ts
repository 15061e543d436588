import { createHash } from 'node:crypto';
import type { Outcome } from '../problem.js';
import { drawPicture, type Pictured } from './draw-picture.js';

const PATH = /^\/images\/products\/([\w-]{1,128})\.svg$/;
const HEADERS = {
  'content-type': 'image/svg+xml',
  'cache-control': 'public, max-age=86400',
  // Opened by itself it is a document: one that may do nothing but look as it looks.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};

/** The picture that a path names, or that the asker still has it; undefined where the path names none. */
export function pictureFile(
  path: string,
  seen: string | undefined,
  find: (productId: string) => Pictured | undefined,
): Outcome | undefined {
  const [, id] = PATH.exec(path) ?? [];
  const product = id === undefined ? undefined : find(id);
  if (!product) return undefined;
  const text = drawPicture(product);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = { ...HEADERS, etag };
  return seen?.includes(etag) ? { status: 304, text: '', headers } : { status: 200, text, headers };
}
