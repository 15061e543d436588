import type { Socket } from 'node:net';
import { problemBody } from '../problems/problem-body.js';
import type { ProblemSlug } from '../problems/problem-types.js';

const STATUS_OF: Readonly<Record<string, [status: string, slug: ProblemSlug]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'headers-too-large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'request-timeout'],
};

const LAST_WORD_MS = 500;

/** Answers what Node cannot read as HTTP; there is no request yet, so the answer is written by hand. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, slug] = STATUS_OF[error.code ?? ''] ?? ['400 Bad Request', 'malformed-request'];
  answerSocket(socket, status, slug);
}

/** CONNECT asks for a tunnel, which no gateway is. */
export function refuseTunnel(_request: unknown, socket: Socket): void {
  answerSocket(socket, '405 Method Not Allowed', 'method-not-allowed');
}

function answerSocket(socket: Socket, status: string, slug: ProblemSlug): void {
  const body = problemBody(slug, { status: Number.parseInt(status, 10) });
  socket.once('error', () => socket.destroy());
  // Destroyed at once, the answer would be lost to a reset wherever the caller is still sending.
  setTimeout(() => socket.destroy(), LAST_WORD_MS).unref();
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/problem+json\r\ncache-control: no-store\r\n` +
      `connection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
