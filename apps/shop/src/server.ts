import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { faultIn } from './check.js';
import { controlOf } from './control.js';
import { NO_TROUBLE } from './faults.js';
import { runOnce } from './idempotency.js';
import { openApiOf } from './openapi.js';
import { badInput, type Outcome, outcomeOf, Problem } from './problem.js';
import { parseBody, readBody } from './read-body.js';
import { readQuery } from './read-query.js';
import { routerOf } from './router.js';
import type { Service } from './service.js';
import { isBusy, type Store } from './store.js';

const MAX_PRINCIPAL_LENGTH = 255;
/** Longer than callers keep a connection unused, so that it is they who close it, and no request meets a closed one. */
const KEEP_ALIVE_MS = 65_000;
const CLOSE_GRACE_MS = 250;
const UNMATCHED = 'unmatched';

export interface ServerOptions {
  readonly store: Store;
  readonly faults: boolean;
  /** Known once the products listen. */
  readonly imagesUrl: () => string;
  readonly random: () => number;
  /** Where an error that is nobody's input is reported. */
  readonly report: (line: string) => void;
}

export interface ServiceServer {
  /** Resolves with the port that was taken. */
  listen(port: number, host: string): Promise<number>;
  /** Ends what is running within a quarter of a second, and what hangs then. */
  close(): Promise<void>;
}

/** One service behind one HTTP server. */
export function serverOf(
  service: Service,
  { store, faults, imagesUrl, random, report }: ServerOptions,
): ServiceServer {
  const router = routerOf(service.routes);
  const control = controlOf(faults, random);
  const document = openApiOf(service);
  let instance = service.name;
  let closing = false;

  /** Read top to bottom: this is the way of a request. */
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const queryAt = url.indexOf('?');
    const path = queryAt < 0 ? url : url.slice(0, queryAt);
    const search = queryAt < 0 ? '' : url.slice(queryAt + 1);

    const own = await ownAnswer(request, method, path);
    if (own) return send(response, own);

    const match = router.find(method, path);
    control.received(match?.route.name ?? UNMATCHED);
    const trouble = control.trouble();
    if (trouble.latencyMs > 0) await pause(trouble.latencyMs, undefined, { ref: false });
    if (trouble.hang || (closing && response.destroyed)) return;
    if (trouble.status !== undefined)
      return send(response, outcomeOf(new Problem(trouble.status, 'a fault was asked for')), trouble);

    if (!match) throw router.refusal(method, path);
    const { route } = match;
    const params = match.params();
    const query = readQuery(route, search);
    const userId = principal(request, 'x-user-id');
    const partnerId = principal(request, 'x-partner-id');
    const outcome = (body: unknown): Outcome => ({
      status: route.status,
      text: route.handle({ store, imagesUrl: imagesUrl(), params, query, body, userId, partnerId }),
    });
    if (method === 'GET') return send(response, outcome(undefined), trouble);

    const body = await readBody(request);
    const command = {
      scope: `${service.name} ${userId ?? ''} ${partnerId ?? ''}`,
      key: request.headers['idempotency-key'] as string | undefined,
      method,
      path: url,
      body,
    };
    const parsed = parseBody(body);
    send(
      response,
      runOnce(store, command, () => outcome(checked(route.body, parsed))),
      trouble,
    );
  }

  /** What is neither counted nor troubled by faults. */
  async function ownAnswer(
    request: IncomingMessage,
    method: string,
    path: string,
  ): Promise<Outcome | undefined> {
    if (path === '/health' && method === 'GET') return { status: 200, text: '{"status":"ok"}' };
    if (path === '/openapi.json' && method === 'GET') return { status: 200, text: document };
    if (service.file && (method === 'GET' || method === 'HEAD')) {
      const file = service.file(store, path, request.headers['if-none-match']);
      if (file) return file;
    }
    if (!path.startsWith('/_control/')) return undefined;
    return control.answer(method, path, parseBody(await readBody(request)));
  }

  function send(response: ServerResponse, outcome: Outcome, { resetMidBody } = NO_TROUBLE): void {
    if (response.headersSent || response.destroyed) return;
    const { status, text } = outcome;
    const length = Buffer.byteLength(text);
    const headers: Record<string, string | number> = { 'x-instance': instance };
    if (status === 401) headers['www-authenticate'] = 'X-User-Id';
    if (status === 503) headers['retry-after'] = 1;
    if (status !== 204 && status !== 304) {
      headers['content-type'] = status < 400 ? 'application/json' : 'application/problem+json';
      headers['content-length'] = length;
    }
    response.writeHead(status, { ...headers, ...outcome.headers });
    if (!resetMidBody) return void response.end(status === 204 || status === 304 ? undefined : text);
    response.write(Buffer.from(text).subarray(0, Math.ceil(length / 2)), () => response.socket?.destroy());
  }

  function outcomeOfError(error: unknown, request: IncomingMessage): Outcome {
    if (error instanceof Problem) return outcomeOf(error);
    if (isBusy(error)) return outcomeOf(new Problem(503, 'the database is busy'));
    if (!request.destroyed) report(`${service.name}: ${request.method} ${request.url}: ${String(error)}`);
    return outcomeOf(new Problem(500, 'this should not have happened'));
  }

  const http = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    answer(request, response).catch((error: unknown) => send(response, outcomeOfError(error, request)));
  });

  return {
    async listen(port, host) {
      await listening(http, port, host);
      const taken = (http.address() as AddressInfo).port;
      instance = `${service.name}@${taken}`;
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        closing = true;
        const end = setTimeout(() => http.closeAllConnections(), CLOSE_GRACE_MS);
        http.close(() => {
          clearTimeout(end);
          resolve();
        });
        http.closeIdleConnections();
      }),
  };
}

function listening(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });
}

function principal(request: IncomingMessage, header: string): string | undefined {
  const value = request.headers[header] as string | undefined;
  if (value === undefined || (value !== '' && value.length <= MAX_PRINCIPAL_LENGTH)) return value;
  throw badInput(header, `must have 1 to ${MAX_PRINCIPAL_LENGTH} characters`);
}

function checked(schema: Service['routes'][number]['body'], body: unknown): unknown {
  if (!schema) return undefined;
  if (body === undefined) throw badInput('body', 'is required');
  const fault = faultIn(schema, body, 'body');
  if (fault) throw fault;
  return body;
}
