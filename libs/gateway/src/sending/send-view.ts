import { serverTiming, type ViewResult } from '@frontdesk/aggregation';
import { cacheControlOf, cacheStatusOfParts } from '@frontdesk/caching';
import type { FastifyReply } from 'fastify';
import { addVary, CREDENTIALS } from './add-vary.js';
import { sendMade } from './send-made.js';

const READS = new Set(['GET', 'HEAD']);

/** How the answers of a gateway's views look. */
export interface Presentation {
  /** Whether a view's body gets a `meta` that names what is missing. */
  readonly meta: boolean;
  /** Whether what is made for one caller is coded for the way too, and not only what is kept. */
  readonly codesAll: boolean;
}

/** Sends a view with the headers that say how good it is, and how long it may be kept. */
export function sendView(
  reply: FastifyReply,
  result: ViewResult<unknown>,
  presentation: Presentation,
): FastifyReply | Promise<void> {
  const { complete, freshness, fromCache, plan } = result;
  const { exchange } = reply.request;
  if (exchange) exchange.complete = complete;
  // What a command changed may be shown with its answer, and is no answer to the next one.
  const kept = complete && READS.has(reply.request.method) ? freshness : { ...freshness, noStore: true };
  reply
    .header('x-complete', String(complete))
    .header('server-timing', serverTiming(plan))
    .header('cache-control', cacheControlOf(kept));
  const cacheStatus = cacheStatusOfParts(fromCache);
  if (cacheStatus) reply.header('cache-status', cacheStatus);
  if (freshness.visibility === 'private') addVary(reply, CREDENTIALS);
  return sendMade(reply, viewBody(result, presentation), presentation.codesAll);
}

/** The JSON of a view. */
export function viewBody(
  { body, missing }: Pick<ViewResult<unknown>, 'body' | 'missing'>,
  { meta }: Pick<Presentation, 'meta'>,
): string {
  if (!meta || typeof body !== 'object' || body === null || Array.isArray(body)) return JSON.stringify(body);
  const own = 'meta' in body ? (body.meta as object) : undefined;
  return JSON.stringify({ ...body, meta: { ...own, missing } });
}

/** Whether a handler returned a view's result. */
export function isViewResult(body: object): body is ViewResult<unknown> {
  return 'plan' in body && 'freshness' in body && 'complete' in body;
}
