import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Page, sendPage, wantsPage } from './page.js';

const UNAVAILABLE = new Set(['PROVIDER_UNAVAILABLE', 'SESSIONS_UNAVAILABLE']);

/** Tells somebody who looks that something cannot be done now; throws for everybody else, and what is another error. */
export function sendUnavailable(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { title, link }: Pick<Page, 'title' | 'link'>,
): void {
  const { code = '', retryAfterMs = 0 } = error as { code?: string; retryAfterMs?: number };
  if (!wantsPage(request.headers.accept) || !UNAVAILABLE.has(code)) throw error;
  if (request.exchange) request.exchange.error = error;
  reply.header('retry-after', String(Math.ceil(retryAfterMs / 1_000)));
  const text = 'This is not your fault. Please try again in a moment.';
  sendPage(reply, 503, { title, text, link });
}
