import { cacheControlOf, cacheStatusOf, type FinishedView } from '@frontdesk/caching';
import type { FastifyReply } from 'fastify';
import { sendBytes } from './send-bytes.js';

/** Sends a public view that is bytes already: nothing is composed, serialized or hashed. */
export function sendFinished(reply: FastifyReply, view: FinishedView): FastifyReply {
  const { body, etag, freshness, complete } = view;
  const { exchange } = reply.request;
  if (exchange) exchange.complete = complete;
  reply
    .header('x-complete', String(complete))
    .header('cache-control', cacheControlOf(freshness))
    .header('cache-status', cacheStatusOf(view));
  return sendBytes(reply, body, etag);
}

/** Whether a handler returned a finished view. */
export function isFinished(body: object): body is FinishedView {
  return 'etag' in body && 'outcome' in body && 'body' in body && Buffer.isBuffer(body.body);
}
