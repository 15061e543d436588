import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendPage, wantsPage } from '../pages/page.js';
import { sendUnavailable } from '../pages/send-unavailable.js';
import { LogInRefused } from './log-in-refused.js';

/** Tells somebody who looks, by a page that leads on; throws for everybody else, to be told as a problem. */
export function sendRefusal(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  returnPath: string,
): void {
  const refused = error instanceof LogInRefused;
  const to = `/bff/login?${new URLSearchParams({ returnUrl: refused ? error.returnPath : returnPath })}`;
  const link = { to, text: 'Log in again' };
  if (!refused)
    return sendUnavailable(error, request, reply, { title: 'Logging in is not possible now', link });
  if (!wantsPage(request.headers.accept)) throw error;
  if (request.exchange) request.exchange.error = error;
  sendPage(reply, 400, {
    title: 'Logging in did not work',
    text: 'It took too long, was begun in another window, or was not allowed. Nobody is logged in by it.',
    link,
  });
}
