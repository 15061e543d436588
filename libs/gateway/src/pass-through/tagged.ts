import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { matchesIfNoneMatch, strongETag } from '@frontdesk/caching';
import { CallerGone, DeadlineExceeded, type RequestContext } from '@frontdesk/request-context';
import type { PassedAnswer } from '@frontdesk/upstream';

/** What is larger is streamed: it is not worth holding all of it for. */
const MAX_TAGGED_BYTES = 256 * 1024;
/** A 304 says of these only what it is that the caller has already (RFC 9110, section 15.4.5). */
const OF_THE_BODY = ['content-type', 'content-length', 'content-encoding', 'content-language'];

interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * A passed answer with a strong ETag, or 304 where the caller has it; as it came, where
 * - it answers no GET, or is no 200
 * - the upstream gave a tag
 * - its length is not told, or too much to hold
 */
export async function tagged(
  answer: PassedAnswer,
  { method, headers }: Asked,
  context: RequestContext,
): Promise<PassedAnswer> {
  if (method !== 'GET' || answer.status !== 200 || answer.headers['etag'] !== undefined) return answer;
  if (!Buffer.isBuffer(answer.body) && !isSmall(answer)) return answer;
  const body = Buffer.isBuffer(answer.body) ? answer.body : await whole(answer.body, context);
  const etag = strongETag(body);
  const told = { ...answer.headers, etag };
  if (!matchesIfNoneMatch(headers['if-none-match'], etag)) return { ...answer, headers: told, body };
  const kept = Object.entries(told).filter(([name]) => !OF_THE_BODY.includes(name));
  return { status: 304, headers: Object.fromEntries(kept), body: Buffer.alloc(0) };
}

function isSmall({ headers }: PassedAnswer): boolean {
  const bytes = Number(headers['content-length'] ?? Infinity);
  return bytes <= MAX_TAGGED_BYTES;
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
