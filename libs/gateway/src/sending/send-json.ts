import { hash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** May be kept by the caller's own cache, and is asked about before it is used again. */
const REVALIDATED = 'private, no-cache';

/** Sends data that is no view, with a validator where it answers a GET. */
export function sendJson(reply: FastifyReply, body: object): FastifyReply {
  const text = JSON.stringify(body);
  reply.header('content-type', 'application/json; charset=utf-8');
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', REVALIDATED);
  const { method } = reply.request;
  if (reply.statusCode === 200 && (method === 'GET' || method === 'HEAD')) {
    reply.header('etag', `"${hash('sha1', text, 'base64url')}"`);
  }
  return reply.send(text);
}
