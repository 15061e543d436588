import type { RequestContext } from '@frontdesk/request-context';
import type { PassedAnswer, UpstreamPolicy } from '@frontdesk/upstream';
import type { FastifyReply } from 'fastify';
import { addVary, CREDENTIALS } from '../sending/add-vary.js';

const EVENTS = 'text/event-stream';
const FOR_ALL = /^(?:public|private|s-maxage\b.*)$/i;

/**
 * Sends what an upstream answered:
 * - it varies by what it does already, and by what the upstream says
 * - an answer of an upstream that is told who asks is that caller's: the upstream means the requests that it gets when
 *   it says `public`, and those name the caller, which the caller's own do not
 * - events go out at once: the first may be a while away, and the caller wants to know that it is connected
 */
export function sendPassed(
  reply: FastifyReply,
  answer: PassedAnswer,
  { principal }: RequestContext,
  { identity }: UpstreamPolicy,
): void {
  const { vary, ...headers } = answer.headers;
  reply.code(answer.status).headers(headers);
  if (vary !== undefined) addVary(reply, String(vary));
  if (identity !== 'none' && principal.kind !== 'anonymous') {
    addVary(reply, CREDENTIALS);
    reply.header('cache-control', forOne(String(headers['cache-control'] ?? 'no-cache')));
  }
  // Bytes without a type would be given one, and there are none to have it.
  reply.send(isNothing(answer.body) ? undefined : answer.body);
  if (String(headers['content-type'] ?? '').startsWith(EVENTS)) reply.raw.flushHeaders();
}

const isNothing = (body: PassedAnswer['body']): boolean => Buffer.isBuffer(body) && body.length === 0;

/** The same directives, for the caller's own cache alone. */
function forOne(cacheControl: string): string {
  const directives = cacheControl.split(',').map((directive) => directive.trim());
  return ['private', ...directives.filter((directive) => !FOR_ALL.test(directive))].join(', ');
}
