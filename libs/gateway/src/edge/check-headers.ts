import type { FastifyRequest } from 'fastify';
import { RefusedRequest } from './refused-request.js';

/** More than browsers and proxies send together, and few enough to look at one by one. */
export const MAX_HEADERS = 100;

/**
 * Refuses a request that two programs could read differently:
 * - more headers than are kept (Node drops the rest without a word);
 * - two `Host` or two `Authorization` headers (Node keeps the first, others the last);
 * - no host, or an empty one.
 */
export function checkHeaders(request: FastifyRequest): void {
  const { rawHeaders, headers, httpVersionMinor } = request.raw;
  if (rawHeaders.length > 2 * MAX_HEADERS) {
    throw new RefusedRequest('TOO_MANY_HEADERS', `a request may carry ${MAX_HEADERS} headers`);
  }
  if (countOf('host', rawHeaders) > 1) throw new RefusedRequest('BAD_HOST', 'there are two Host headers');
  if (!headers.host && (headers.host === '' || httpVersionMinor > 0)) {
    throw new RefusedRequest('BAD_HOST', 'there is no host');
  }
  if (headers.authorization !== undefined && countOf('authorization', rawHeaders) > 1) {
    throw new RefusedRequest('BAD_HEADERS', 'there are two Authorization headers');
  }
}

function countOf(name: string, rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const header = rawHeaders[index];
    if (header?.length === name.length && header.toLowerCase() === name) count += 1;
  }
  return count;
}
