import { contextOf } from '@frontdesk/request-context';
import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '../edge/check-target.js';
import type { RouteTable } from '../edge/route-table.js';
import { findProblem } from './find-problem.js';
import { MethodNotAllowed } from './method-not-allowed.js';
import { problemBody } from './problem-body.js';
import type { Thrown } from './problem-table.js';

const DEFAULT_RETRY_AFTER_S = 1;
/** What a handler may have said of the answer that is not sent now. */
const HEADERS_OF_THE_ANSWER = [
  'content-type',
  'content-length',
  'content-encoding',
  'etag',
  'last-modified',
  'location',
  'x-complete',
];

/** Turns every error into `application/problem+json`; what it does not know is a 500, and is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** `conceal` takes out of a problem what is not to be told, such as a key in the address. */
  constructor(
    private readonly routes: RouteTable,
    private readonly conceal: (text: string) => string,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.send(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Answers a request with the problem that an error is. */
  send(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { exchange } = request;
    if (exchange) exchange.error = error;
    // Half an answer cannot be taken back; only breaking the connection tells the caller.
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();

    const found = findProblem(this.#withMethods(error, request), request.method);
    const { status, slug, thrown } = found;
    for (const name of HEADERS_OF_THE_ANSWER) reply.removeHeader(name);
    if (status === 400 && thrown.code === 'ERR_INVALID_CHAR') removeHeaders(reply, isUnsendable);
    // Such as a link to the same address in another version.
    removeHeaders(reply, (value) => this.conceal(value) !== value);
    if (status === 405) reply.header('allow', thrown.allowed ?? this.#methodsAt(request).join(', '));
    if (status === 401 || status === 403) addChallenge(reply, status, thrown);
    if (status === 429 || status === 503 || thrown.retryAfterS !== undefined)
      reply.header('retry-after', String(retryAfterS(thrown)));
    if (status === 426 && thrown.upgrade)
      reply.header('upgrade', thrown.upgrade).header('connection', 'upgrade');
    // The rest of a body that is not read would be taken for the next request.
    if (status === 413) reply.header('connection', 'close');

    const body = problemBody(slug, {
      status,
      detail: found.detail,
      instance: pathOf(request.raw.url ?? '/'),
      requestId: contextOf(request.raw).requestId,
      errors: found.errors,
      reason: found.reason,
      storeUrl: found.storeUrl,
    });
    reply
      .code(status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(this.conceal(body));
  }

  /** The router does not tell an unknown method from an unknown path. */
  #withMethods(error: unknown, request: FastifyRequest): unknown {
    const { is404, method } = request;
    if (!is404 || !(error instanceof NotFoundException)) return error;
    const allowed = this.#methodsAt(request);
    return allowed.length > 0 && !allowed.includes(method)
      ? new MethodNotAllowed(method, allowed.join(', '))
      : new NotFoundException('no resource has this address');
  }

  #methodsAt({ url }: FastifyRequest): string[] {
    return this.routes.methodsAt(pathOf(url));
  }
}

function addChallenge(reply: FastifyReply, status: number, { challenge }: Thrown): void {
  const value = challenge ?? (status === 401 ? 'Bearer' : undefined);
  if (value) reply.header('www-authenticate', value);
}

function retryAfterS({ retryAfterS, retryAfterMs }: Thrown): number {
  return Math.max(1, retryAfterS ?? Math.ceil((retryAfterMs ?? DEFAULT_RETRY_AFTER_S * 1_000) / 1_000));
}

/** Whether a value was made of input, and HTTP cannot carry it. */
function isUnsendable(value: string): boolean {
  return /[^\t\x20-\x7e\x80-\xff]/.test(value);
}

function removeHeaders(reply: FastifyReply, isToGo: (value: string) => boolean): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (isToGo(String(value))) reply.removeHeader(name);
  }
}
