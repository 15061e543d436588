import type { FastifyReply } from 'fastify';
import { sendMade } from './send-made.js';
import type { Presentation } from './send-view.js';

/** May be kept by the caller's own cache, and is asked about before it is used again. */
const REVALIDATED = 'private, no-cache';

/** Sends data that is no view; a handler may have said how long it is fresh. */
export function sendJson(
  reply: FastifyReply,
  body: object,
  { codesAll }: Pick<Presentation, 'codesAll'>,
): FastifyReply | Promise<void> {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', REVALIDATED);
  return sendMade(reply, JSON.stringify(body), codesAll);
}
