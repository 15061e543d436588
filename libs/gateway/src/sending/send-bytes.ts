import { matchesIfNoneMatch, strongETag } from '@frontdesk/caching';
import type { FastifyReply } from 'fastify';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** Sends a finished body: with its validator where it answers a GET, and as 304 where the caller has it already. */
export function sendBytes(reply: FastifyReply, body: string | Buffer, etag?: string): FastifyReply {
  const { method, headers } = reply.request;
  if (reply.statusCode === 200 && (method === 'GET' || method === 'HEAD')) {
    const tag = etag ?? strongETag(body);
    reply.header('etag', tag);
    // What is not sent cannot be taken for something else.
    if (matchesIfNoneMatch(headers['if-none-match'], tag))
      return reply.removeHeader('x-content-type-options').code(304).send();
  }
  return reply.header('content-type', JSON_TYPE).send(body);
}
