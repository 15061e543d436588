import type { RequestContext } from '@frontdesk/request-context';
import type { Readable } from 'node:stream';
import type { Upstream } from '../upstream.js';
import type { UpstreamAnswer, UpstreamCall } from '../upstream-call.js';
import { type PassThrough, PassThroughRefused } from './declaration.js';
import { filteredBody } from './filter-body.js';
import { type HeaderFields, headersToCaller, headersToUpstream } from './forwarded-headers.js';
import { inPublicForm } from './in-public-form.js';
import type { PassedAnswer } from './passed-answer.js';
import { rewrittenTarget, type Target } from './rewrite-target.js';
import { turnedLocation } from './turn-location.js';

/** A request as the server received it, its body not yet read. */
export interface IncomingCall {
  readonly method: string;
  /** The request target, with the prefix and the query. */
  readonly url: string;
  readonly headers: HeaderFields;
  readonly body: Readable;
}

const SANE_KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Passes a request on as its declaration lets it, and gives back any answer below 500, streamed.
 * Throws `PassThroughRefused` or `InvalidPathSegment` before the upstream is asked, `UpstreamError` from 500 on.
 */
export async function passThrough(
  upstream: Upstream,
  declared: PassThrough,
  incoming: IncomingCall,
  context: RequestContext,
): Promise<PassedAnswer> {
  if (incoming.headers['upgrade'] !== undefined) throw new PassThroughRefused('upgrade');
  if (!declared.methods.includes(incoming.method)) {
    throw new PassThroughRefused('method-not-allowed', declared.methods.join(', '));
  }
  const target = rewrittenTarget(declared, incoming.url);
  const { answer: schema, prefix, exact } = declared;
  const route = `${incoming.method} ${exact ? prefix : `${prefix}/*`}`;
  const key = incoming.headers['idempotency-key'];
  const call: UpstreamCall<PassedAnswer> = {
    // The headers of a public form depend on its body, so that is what has to be asked for.
    method: schema && incoming.method === 'HEAD' ? 'GET' : incoming.method,
    path: target.path,
    route,
    headers: headersToUpstream(incoming.headers, schema !== undefined),
    ...(typeof key === 'string' && SANE_KEY.test(key) ? { idempotencyKey: key } : {}),
    ...(await passedBody(declared, incoming, upstream.policy.maxRequestBytes, context)),
    accepts: (status) => status < 500,
    read: (answer) =>
      schema
        ? inPublicForm(answer, schema, { upstream, route, method: incoming.method })
        : Promise.resolve(asItComes(answer, target, upstream.urls)),
  };
  return upstream.call(call, context);
}

async function passedBody(
  { body: fields }: PassThrough,
  { headers, body }: IncomingCall,
  maxBytes: number,
  context: RequestContext,
): Promise<Pick<UpstreamCall<unknown>, 'body' | 'bodyBytes'>> {
  const length = headers['content-length'];
  if (headers['transfer-encoding'] === undefined && (length === undefined || length === '0')) return {};
  if (!fields) return { body, ...(length === undefined ? {} : { bodyBytes: Number(length) }) };
  return { body: await filteredBody(body, headers, fields, maxBytes, context) };
}

function asItComes(answer: UpstreamAnswer, target: Target, urls: readonly URL[]): PassedAnswer {
  const location = turnedLocation(answer.headers['location'], target, urls);
  const headers = headersToCaller(answer);
  if (location !== undefined) headers['location'] = location;
  // Most answers came whole with their first bytes. Without a type they are streamed: bytes would be given one.
  const arrived = headers['content-type'] === undefined ? undefined : answer.takeArrived();
  return { status: answer.status, headers, body: arrived ?? answer.body };
}
