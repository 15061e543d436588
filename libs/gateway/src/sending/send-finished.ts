import { type Plan, serverTiming } from '@frontdesk/aggregation';
import {
  cacheControlOf,
  cacheStatusOf,
  type Coding,
  etagFor,
  type FinishedView,
  FinishedViews,
  matchesIfNoneMatch,
} from '@frontdesk/caching';
import type { FastifyReply } from 'fastify';
import { addVary } from './add-vary.js';
import { preferredCoding } from './preferred-coding.js';
import { sendBytes } from './send-bytes.js';
import type { Presentation } from './send-view.js';

/** A finished view, and how it came about where that was for this answer. */
export type SentView = FinishedView & { readonly plan?: Plan };

/** Sends a public view that is bytes already, in the coding that the caller prefers: nothing is composed, serialized or hashed. */
export function sendFinished(
  reply: FastifyReply,
  view: SentView,
  { codesAll }: Pick<Presentation, 'codesAll'>,
): FastifyReply | Promise<void> {
  const { body, etag, freshness, complete, outcome, plan } = view;
  const { exchange, headers } = reply.request;
  if (exchange) exchange.complete = complete;
  reply
    .header('x-complete', String(complete))
    .header('cache-control', cacheControlOf(freshness))
    .header('cache-status', cacheStatusOf(view));
  if (plan) reply.header('server-timing', serverTiming(plan));
  addVary(reply, 'Accept-Encoding');
  // What is not kept would be compressed for one caller alone.
  const isWorthIt = codesAll || outcome !== 'bypass';
  const coding = isWorthIt ? preferredCoding(headers['accept-encoding'], body.length) : 'identity';
  // Text goes out in one piece with the headers, which costs less than a second piece of bytes.
  if (coding === 'identity') return sendBytes(reply, body.toString(), etag);
  // To a caller who has it in some coding it is not sent, and so need not be compressed.
  if (matchesIfNoneMatch(headers['if-none-match'], etag))
    return sendBytes(reply, body, etagFor(etag, coding));
  return sendCoded(reply, view, coding);
}

async function sendCoded(reply: FastifyReply, view: FinishedView, coding: Coding): Promise<void> {
  const { body, etag } = await FinishedViews.coded(view, coding);
  sendBytes(reply.header('content-encoding', coding), body, etag);
}

/** Whether a handler returned a finished view. */
export function isFinished(body: object): body is SentView {
  return 'etag' in body && 'outcome' in body && 'body' in body && Buffer.isBuffer(body.body);
}
