import type { Load } from './load.js';
import { seededRandom } from './seeded-random.js';
import { zipf } from './zipf.js';

/** Yields the path of each request in turn. */
export function nextPath(path: Load['path']): () => string {
  if (typeof path === 'string') return () => path;
  const { prefix, products, seed } = path;
  const paths = Array.from({ length: products }, (_, index) => `${prefix}${index + 1}`);
  const pick = zipf(products, seededRandom(seed));
  return () => paths[pick()] ?? prefix;
}

/** One path of those, to try a server with. */
export function firstPath(path: Load['path']): string {
  return typeof path === 'string' ? path : `${path.prefix}1`;
}
