import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { etagFor, FinishedViews, matchesIfNoneMatch, strongETag } from '@frontdesk/caching';
import { CallerGone, DeadlineExceeded, type RequestContext } from '@frontdesk/request-context';
import type { PassedAnswer } from '@frontdesk/upstream';
import { preferredCoding } from '../sending/preferred-coding.js';

/** What is larger is streamed: it is not worth holding all of it for. */
const MAX_HELD_BYTES = 256 * 1024;
const TEXT = /^(?:text\/|application\/(?:[\w.+-]+\+)?json\b)/i;
/** A 304 says of these only what it is that the caller has already (RFC 9110, section 15.4.5). */
const OF_THE_BODY = ['content-type', 'content-length', 'content-encoding', 'content-language'];

interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * A passed answer as a view would be sent: text in the coding that the caller prefers, with a strong ETag, and 304 where
 * the caller has it; as it came, where
 * - it answers no GET, or is no 200
 * - the upstream gave a tag
 * - its length is not told, or too much to hold
 */
export async function finishPassed(
  answer: PassedAnswer,
  { method, headers }: Asked,
  context: RequestContext,
): Promise<PassedAnswer> {
  if (method !== 'GET' || answer.status !== 200 || answer.headers['etag'] !== undefined) return answer;
  if (!Buffer.isBuffer(answer.body) && !isSmall(answer)) return answer;
  const body = Buffer.isBuffer(answer.body) ? answer.body : await whole(answer.body, context);
  const mayBeCoded =
    answer.headers['content-encoding'] === undefined &&
    TEXT.test(String(answer.headers['content-type'] ?? ''));
  const coding = mayBeCoded ? preferredCoding(headers['accept-encoding'], body.length) : 'identity';
  const etag = strongETag(body);
  const told = {
    ...answer.headers,
    etag: etagFor(etag, coding),
    ...(mayBeCoded ? { vary: withCoding(answer.headers['vary']) } : {}),
  };
  if (matchesIfNoneMatch(headers['if-none-match'], etag)) {
    const kept = Object.entries(told).filter(([name]) => !OF_THE_BODY.includes(name));
    return { status: 304, headers: Object.fromEntries(kept), body: Buffer.alloc(0) };
  }
  if (coding === 'identity') return { ...answer, headers: told, body };
  const coded = (await FinishedViews.coded({ body, etag }, coding)).body;
  const length = String(coded.length);
  return {
    ...answer,
    headers: { ...told, 'content-encoding': coding, 'content-length': length },
    body: coded,
  };
}

function withCoding(vary: string | string[] | undefined): string {
  return [vary ?? [], 'Accept-Encoding'].flat().join(', ');
}

function isSmall({ headers }: PassedAnswer): boolean {
  const bytes = Number(headers['content-length'] ?? Infinity);
  return bytes <= MAX_HELD_BYTES;
}

/** The bytes of a body that says how many it has, within the time that its caller has. */
async function whole(body: Readable, { deadline, signal }: RequestContext): Promise<Buffer> {
  const leave = () => body.destroy(new CallerGone());
  const late = setTimeout(() => body.destroy(new DeadlineExceeded()), deadline.remainingMs());
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await buffer(body);
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', leave);
  }
}
