import type { FastifyReply } from 'fastify';
import { sendBytes } from './send-bytes.js';

/** May be kept by the caller's own cache, and is asked about before it is used again. */
const REVALIDATED = 'private, no-cache';

/** Sends data that is no view; a handler may have said how long it is fresh. */
export function sendJson(reply: FastifyReply, body: object): FastifyReply {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', REVALIDATED);
  return sendBytes(reply, JSON.stringify(body));
}
