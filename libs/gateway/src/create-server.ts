import { fastify, type FastifyInstance } from 'fastify';
import { answerClientError, refuseTunnel } from './edge/answer-client-error.js';
import { MAX_HEADERS } from './edge/check-headers.js';
import { type Edge, edgeHook } from './edge/edge.js';
import { noteExchanges } from './edge/exchange.js';
import { openExchange } from './edge/open-exchange.js';
import { takeBodies } from './edge/parse-body.js';
import { RouteTable } from './edge/route-table.js';
import { ProblemFilter } from './problems/problem.filter.js';
import type { GatewaySettings } from './settings/gateway-settings.js';

const MAX_HEADER_BYTES = 16 * 1024;
const MAX_ID_LENGTH = 256;
/** How long a connection may lie still in the middle of a request or an answer. */
const STALLED_MS = 60_000;
/** How often Node looks for connections that are too slow. */
const LOOK_FOR_SLOW_MS = 500;

/** A server with the edge in front of it, and the filter that answers for its errors. */
export function createServer(
  settings: GatewaySettings,
  edge: Edge,
): { server: FastifyInstance; filter: ProblemFilter } {
  const routes = new RouteTable();
  const filter = new ProblemFilter(routes, (text) => edge.conceal(text));
  const server = fastify({
    bodyLimit: settings.bodyLimitBytes || 1,
    connectionTimeout: STALLED_MS,
    requestTimeout: settings.requestTimeoutMs,
    keepAliveTimeout: settings.keepAliveTimeoutMs,
    // While the gateway stops, requests that still come on open connections are answered (see `drain.ts`).
    return503OnClosing: false,
    trustProxy: settings.trustedProxies.length > 0 ? settings.trustedProxies : false,
    routerOptions: { maxParamLength: MAX_ID_LENGTH },
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: Math.min(settings.headersTimeoutMs, settings.requestTimeoutMs),
      connectionsCheckingInterval: LOOK_FOR_SLOW_MS,
      requireHostHeader: false, // `checkHeaders` does, and answers with a problem
    },
    clientErrorHandler: answerClientError(edge),
    // The router refuses some paths before any hook has run.
    frameworkErrors: (error, request, reply) => {
      openExchange(request, reply, edge);
      filter.send(error, request, reply);
    },
  });
  // One more than is allowed, so that a request with too many is seen to have too many.
  server.server.maxHeadersCount = MAX_HEADERS + 1;
  server.server.on('connect', refuseTunnel(edge));
  // Node would answer 417 by itself; what else is expected may be passed over (RFC 9110, section 10.1.1).
  server.server.on('checkExpectation', (request, response) =>
    server.server.emit('request', request, response),
  );
  noteExchanges(server);
  routes.watch(server);
  takeBodies(server, settings.bodyLimitBytes);
  server.addHook('onRequest', edgeHook(edge));
  return { server, filter };
}
