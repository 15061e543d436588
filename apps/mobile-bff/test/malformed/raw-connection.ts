import { connect, type Socket } from 'node:net';

const ANSWER_WITHIN_MS = 5_000;

/** A request as its bytes go over the wire, one byte to a character. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A connection that is kept, and made anew where the other side closed it, for what no HTTP client would send. */
export class RawConnection implements Disposable {
  #socket: Socket | undefined;

  constructor(private readonly url: string) {}

  /** Asks one thing after another; rejects where there is no answer in time. */
  ask(request: RawRequest): Promise<RawAnswer> {
    const socket = (this.#socket ??= this.#connect());
    return new Promise((resolve, reject) => {
      let text = '';
      const end = (finish: () => void, reuse: boolean) => {
        clearTimeout(timer);
        socket.off('data', take).off('close', closed);
        if (!reuse) this.#drop(socket);
        finish();
      };
      const take = (chunk: string) => {
        text += chunk;
        const answer = answerIn(text, request.method);
        if (answer) end(() => resolve(answer), !/^connection: close/im.test(text) && !socket.destroyed);
      };
      const closed = () => end(() => reject(new Error(`closed after ${JSON.stringify(text)}`)), false);
      const timer = setTimeout(
        () => end(() => reject(new Error(`no answer, but ${JSON.stringify(text)}`)), false),
        ANSWER_WITHIN_MS,
      );
      socket.on('data', take).once('close', closed);
      socket.write(wireOf(request), 'latin1');
    });
  }

  [Symbol.dispose](): void {
    if (this.#socket) this.#drop(this.#socket);
  }

  #connect(): Socket {
    const socket = connect({ port: Number(new URL(this.url).port), host: '127.0.0.1', noDelay: true });
    return socket.setEncoding('latin1').on('error', () => socket.destroy());
  }

  #drop(socket: Socket): void {
    if (this.#socket === socket) this.#socket = undefined;
    socket.destroy();
  }
}

function wireOf({ method, target, headers, body }: RawRequest): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const length = body === undefined ? [] : [`content-length: ${Buffer.byteLength(body, 'latin1')}`];
  return [`${method} ${target} HTTP/1.1`, ...lines, ...length, '', body ?? ''].join('\r\n');
}

/** The answer, once all of it is there; problems come with their length. */
function answerIn(text: string, method: string): RawAnswer | undefined {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = text.slice(0, headEnd);
  const body = text.slice(headEnd + 4);
  const length = method === 'HEAD' ? 0 : Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  const isChunked = method !== 'HEAD' && /^transfer-encoding: chunked/im.test(head);
  if (isChunked ? !body.endsWith('\r\n0\r\n\r\n') : body.length < length) return undefined;
  const contentType = /^content-type: ([^;\r]+)/im.exec(head)?.[1] ?? '';
  return { status: Number(head.split(' ')[1]), contentType, body };
}
