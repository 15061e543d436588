import { hash } from 'node:crypto';

const ETAG_HASH = 'sha256';
/** 132 bits of the hash. */
const ETAG_CHARACTERS = 22;

/** How the bytes of an answer are coded for the way (RFC 9110 § 8.4.1). */
export type Coding = 'identity' | 'gzip' | 'br';

const CODED = /-(?:gzip|br)"$/;
const ENTITY_TAG = /(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;

/** A strong entity tag of these bytes (RFC 9110 § 8.8.3): equal bytes have equal tags, in every process. */
export function strongETag(body: Buffer | string): string {
  return `"${hash(ETAG_HASH, body, 'base64url').slice(0, ETAG_CHARACTERS)}"`;
}

/** The tag of the same answer in one coding: `"abc"` becomes `"abc-br"`, since other bytes need another strong tag. */
export function etagFor(etag: string, coding: Coding): string {
  return coding === 'identity' ? etag : `${etag.slice(0, -1)}-${coding}"`;
}

/** True if `If-None-Match` names this answer in any coding, or `*` (RFC 9110 § 13.1.2, by weak comparison). */
export function matchesIfNoneMatch(header: string | readonly string[] | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const text = typeof header === 'string' ? header : header.join(', ');
  if (text.trim() === '*') return true;
  const wanted = uncoded(etag);
  for (const [, tag] of text.matchAll(ENTITY_TAG)) {
    if (tag !== undefined && uncoded(tag) === wanted) return true;
  }
  return false;
}

function uncoded(tag: string): string {
  return tag.replace(CODED, '"');
}
