import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendPage, wantsPage } from '../pages/page.js';
import { LogInRefused } from './log-in-refused.js';

const UNAVAILABLE = new Set(['PROVIDER_UNAVAILABLE', 'SESSIONS_UNAVAILABLE']);

/** Tells somebody who looks, by a page that leads on; throws for everybody else, to be told as a problem. */
export function sendRefusal(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  returnPath: string,
): void {
  const { code = '', retryAfterMs = 0 } = error as { code?: string; retryAfterMs?: number };
  const unavailable = UNAVAILABLE.has(code);
  const refused = error instanceof LogInRefused;
  if (!wantsPage(request.headers.accept) || !(unavailable || refused)) throw error;
  if (request.exchange) request.exchange.error = error;
  const to = `/bff/login?${new URLSearchParams({ returnUrl: refused ? error.returnPath : returnPath })}`;
  if (unavailable) reply.header('retry-after', String(Math.ceil(retryAfterMs / 1_000)));
  sendPage(reply, unavailable ? 503 : 400, {
    title: unavailable ? 'Logging in is not possible now' : 'Logging in did not work',
    text: unavailable
      ? 'This is not your fault. Please try again in a moment.'
      : 'It took too long, was begun in another window, or was not allowed. Nobody is logged in by it.',
    link: { to, text: 'Log in again' },
  });
}
