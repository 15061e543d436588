import type { Audience } from './cache-policy.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What an answer varies by that names or stands for the caller. */
const NAMES_THE_CALLER = new Set(['authorization', 'cookie', 'x-user-id', 'x-partner-id']);
const FORBIDS = new Set(['no-store', 'private', 'no-cache']);
const NO_TIME = /^(?:s-maxage|max-age)="?0+"?$/;

/**
 * True if an upstream's headers (names in lower case) allow to keep its answer for this audience: a part of RFC 9111 § 3.
 * `private` is refused for every audience, as the upstream did not mean a store that many share.
 */
export function storable(headers: Headers, audience: Audience): boolean {
  if (headers['set-cookie'] !== undefined) return false;
  for (const directive of listOf(headers['cache-control'])) {
    const name = directive.split('=', 1)[0] as string;
    if (FORBIDS.has(name) || NO_TIME.test(directive)) return false;
  }
  for (const name of listOf(headers['vary'])) {
    if (name === '*') return false;
    if (audience === 'public' && NAMES_THE_CALLER.has(name)) return false;
  }
  return true;
}

function listOf(header: string | string[] | undefined): string[] {
  if (header === undefined) return [];
  return (typeof header === 'string' ? header : header.join(','))
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
