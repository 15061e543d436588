import { etagFor, matchesIfNoneMatch } from '@frontdesk/caching';
import { preferredCoding } from '@frontdesk/gateway';
import type { FastifyReply } from 'fastify';
import type { BuiltFile } from './built-storefront.js';

/** Sends a file in the coding that the browser prefers, or 304 where the browser has it. */
export function sendFile(reply: FastifyReply, { bytes, type, etag }: BuiltFile): FastifyReply {
  const { headers } = reply.request;
  const preferred = preferredCoding(headers['accept-encoding'], bytes.identity.length);
  const coding = bytes[preferred] ? preferred : 'identity';
  reply.header('vary', 'Accept-Encoding').header('etag', etagFor(etag, coding));
  if (matchesIfNoneMatch(headers['if-none-match'], etag)) return reply.code(304).send();
  if (coding !== 'identity') reply.header('content-encoding', coding);
  return reply.header('content-type', type).send(bytes[coding]);
}
