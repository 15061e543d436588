import { randomUUID } from 'node:crypto';
import { attachContext, CallerGone, Deadline, RequestContext, traceFrom } from '@frontdesk/request-context';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Edge } from './edge.js';
import { Exchange } from './exchange.js';
import { randomHex } from './random-hex.js';

const SANE_REQUEST_ID = /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$/;

/**
 * Makes the request's context:
 * - the caller's request id is kept if it is a sane token and holds nothing that is to be concealed, else replaced;
 * - the deadline starts here;
 * - the signal aborts when the connection ends before the answer does, unless the route goes on without its caller.
 */
export function openExchange(request: FastifyRequest, reply: FastifyReply, edge: Edge): void {
  const { headers } = request;
  const gone = new AbortController();
  const context = new RequestContext(
    requestIdFrom(headers['x-request-id'], edge),
    traceFrom(headers.traceparent as string | undefined, randomHex),
    Deadline.in(edge.deadlineMs(request), edge.clock),
    gone.signal,
  );
  const exchange = new Exchange(context, edge.clock, edge.clock.now());
  attachContext(request.raw, context);
  request.exchange = exchange;
  reply.header('x-request-id', context.requestId).header('x-content-type-options', 'nosniff');

  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    const goesOn = request.routeOptions.config?.outlivesCaller === true;
    if (!reply.raw.writableFinished && !goesOn) gone.abort(new CallerGone());
    edge.onRequestEnd(exchange.endOf(request, reply));
  };
  reply.raw.once('close', end);
  // The answer to a pipelined request that waits for its turn is not told when the connection closes.
  if (!reply.raw.socket) request.raw.socket.once('close', end);
}

function requestIdFrom(header: string | string[] | undefined, edge: Edge): string {
  if (typeof header !== 'string' || !SANE_REQUEST_ID.test(header)) return randomUUID();
  return edge.conceal(header) === header ? header : randomUUID();
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether what the route does goes on when its caller has left, until the deadline: its end is kept for another call. */
    outlivesCaller?: boolean;
  }
}
