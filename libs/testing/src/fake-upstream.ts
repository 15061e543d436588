import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from './eventually.js';

export interface ReceivedRequest {
  readonly method: string;
  /** The target as it came, with its query. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The caller closed the connection before the answer had ended. */
  closedEarly: boolean;
}

export type Handler = (request: ReceivedRequest, response: ServerResponse) => void | Promise<void>;

/** A service on a real socket that does as it is told and remembers what it was asked. */
export class FakeUpstream implements AsyncDisposable {
  readonly requests: ReceivedRequest[] = [];
  /** Connections that are open now. */
  sockets = 0;
  #handler: Handler;
  readonly #server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    this.#receive(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  constructor(handler: Handler) {
    this.#handler = handler;
    this.#server.on('connection', (socket) => {
      this.sockets += 1;
      socket.once('close', () => (this.sockets -= 1));
    });
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Answers every request so from now on; anything but a string or bytes goes out as JSON. */
  answer(status: number, body: unknown = {}, headers: Record<string, string> = {}): void {
    const raw = typeof body === 'string' || Buffer.isBuffer(body);
    const bytes = raw ? body : JSON.stringify(body);
    const type: Record<string, string> = raw ? {} : { 'content-type': 'application/json' };
    this.handle((_, response) => {
      response
        .writeHead(status, { ...type, 'content-length': Buffer.byteLength(bytes), ...headers })
        .end(bytes);
    });
  }

  handle(handler: Handler): void {
    this.#handler = handler;
  }

  /** Receives requests from now on and never answers. */
  hang(): void {
    this.handle(() => undefined);
  }

  /** From now on, sends half of a body and breaks the connection. */
  resetMidBody(): void {
    this.handle((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"half":', () => response.destroy());
    });
  }

  /** Resolves once `count` requests have arrived. */
  received(count: number): Promise<void> {
    return eventually(() => this.requests.length >= count, `${count} requests at the upstream`);
  }

  /** Resolves once the caller has left `count` requests before their answers ended. */
  abandoned(count: number): Promise<void> {
    const left = () => this.requests.filter((request) => request.closedEarly).length >= count;
    return eventually(left, `${count} abandoned requests`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((closed) => this.#server.close(closed));
  }

  async #receive(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const target = new URL(message.url ?? '/', this.url);
    const request: ReceivedRequest = {
      method: message.method ?? '',
      url: message.url ?? '',
      path: target.pathname,
      query: target.searchParams,
      headers: message.headers,
      body: Buffer.concat(chunks).toString(),
      closedEarly: false,
    };
    this.requests.push(request);
    response.once('close', () => (request.closedEarly = !response.writableFinished));
    await this.#handler(request, response);
  }
}

/** Starts a fake upstream on a free port; without a handler it answers `{}` with 200. */
export function fakeUpstream(handler?: Handler): Promise<FakeUpstream> {
  const upstream = new FakeUpstream(handler ?? (() => undefined));
  if (!handler) upstream.answer(200);
  return upstream.listen();
}
