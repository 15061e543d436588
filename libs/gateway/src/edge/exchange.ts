import type { Clock, RequestContext } from '@frontdesk/request-context';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What happened to one request, as it is told when the request has ended. */
export interface RequestEnd {
  /**
   * The server's own object, to which a gateway may have tied what is particular to its callers; undefined where what came
   * was no request.
   */
  readonly request?: object;
  readonly method: string;
  /** The route's template, such as `/v1/orders/:id`; `unmatched` where there is none. */
  readonly route: string;
  /** The status that was sent; 499 where the caller had left before one was. */
  readonly status: number;
  readonly durationMs: number;
  readonly context: RequestContext;
  readonly callerGone: boolean;
  /** Whether a view was complete; undefined for what is not a view. */
  readonly complete?: boolean;
  /** What the answer failed with, where it is a problem. */
  readonly error?: unknown;
}

/** The notes that are taken while a request is answered. */
export class Exchange {
  complete: boolean | undefined = undefined;
  error: unknown = undefined;

  constructor(
    readonly context: RequestContext,
    readonly clock: Clock,
    readonly startedAt: number,
  ) {}

  endOf(request: FastifyRequest, reply: FastifyReply): RequestEnd {
    const callerGone = !reply.raw.writableFinished;
    return {
      request: request.raw,
      method: request.method,
      route: request.routeOptions.url ?? 'unmatched',
      status: callerGone && !reply.raw.headersSent ? CALLER_GONE_STATUS : reply.raw.statusCode,
      durationMs: this.clock.now() - this.startedAt,
      context: this.context,
      callerGone,
      complete: this.complete,
      error: this.error,
    };
  }
}

/** What logs and metrics show where no status was sent; nginx' number for it. */
export const CALLER_GONE_STATUS = 499;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the edge, before anything else sees the request. */
    exchange: Exchange | undefined;
  }
}

/** Gives requests a place for the notes: a property costs less, and leaves less to collect, than a map beside them. */
export function noteExchanges(server: FastifyInstance): void {
  server.decorateRequest('exchange', undefined);
}
