import { contextOf } from '@frontdesk/request-context';
import type { FastifyReply } from 'fastify';
import type { Answer } from './answer.js';

/** Sends an answer: a purchase with where it is, or a problem (RFC 9457) with its reason. */
export function sendAnswer(reply: FastifyReply, { status, checkout, problem, retryAfterS }: Answer): void {
  reply.code(status).header('cache-control', 'no-store');
  if (retryAfterS !== undefined) reply.header('retry-after', String(retryAfterS));
  if (checkout) {
    reply.header('location', `/checkouts/${checkout.id}`).type('application/json; charset=utf-8');
    return void reply.send(JSON.stringify(checkout));
  }
  const { slug, ...said } = problem ?? { slug: 'internal-error' };
  const { url, raw } = reply.request;
  const occurrence = { instance: url.split('?', 1)[0], requestId: contextOf(raw).requestId };
  reply.type('application/problem+json; charset=utf-8');
  reply.send(JSON.stringify({ type: `/problems/${slug}`, ...said, status, ...occurrence }));
}
