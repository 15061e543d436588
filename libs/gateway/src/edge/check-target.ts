import type { FastifyRequest } from 'fastify';
import { RefusedRequest } from './refused-request.js';

const MAX_TARGET_LENGTH = 8_192;

/** Dot segments, slashes and control characters that hide in an encoding, and backslashes in any form. */
const CLIMBING = /%2f|%5c|\\|%00|%0[ad]|(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;

/**
 * Refuses a target that another program could read as a different one:
 * - longer than 8 KiB;
 * - in absolute form for another host than `Host` says (RFC 9112, section 3.2.2);
 * - with a path that climbs, or would once it is decoded a second time.
 */
export function checkTarget(request: FastifyRequest): void {
  const target = request.raw.url ?? '/';
  if (target.length > MAX_TARGET_LENGTH) {
    throw new RefusedRequest('TARGET_TOO_LONG', `a URL may have ${MAX_TARGET_LENGTH} characters`);
  }
  if (!target.startsWith('/')) checkAbsoluteForm(target, request.headers.host);
  if (CLIMBING.test(pathOf(target))) {
    throw new RefusedRequest('BAD_TARGET', 'the path holds a dot segment or an encoded separator');
  }
}

/** The path of a request target, without scheme, host and query. */
export function pathOf(target: string): string {
  const path = originForm(target);
  const end = path.indexOf('?');
  return end === -1 ? path : path.slice(0, end);
}

/** A request target without scheme and host, as most come already (RFC 9112, section 3.2.1). */
export function originForm(target: string): string {
  if (target.startsWith('/')) return target;
  return target.replace(/^https?:\/\/[^/?#]*\/?/i, '/');
}

function checkAbsoluteForm(target: string, host: string | undefined): void {
  const url = /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : undefined;
  if (!url) throw new RefusedRequest('BAD_TARGET', 'the target is no path');
  if (url.host !== host?.toLowerCase()) throw new RefusedRequest('BAD_HOST', 'the target names another host');
}
