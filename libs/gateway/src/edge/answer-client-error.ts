import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { Deadline, RequestContext, traceFrom } from '@frontdesk/request-context';
import { problemBody } from '../problems/problem-body.js';
import type { ProblemSlug } from '../problems/problem-types.js';
import type { Edge } from './edge.js';
import { randomHex } from './random-hex.js';

const STATUS_OF: Readonly<Record<string, [status: string, slug: ProblemSlug]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'headers-too-large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'request-timeout'],
};

const LAST_WORD_MS = 500;

/** Answers what Node cannot read as HTTP; there is no request yet, so the answer is written by hand. */
export function answerClientError(edge: Edge) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const [status, slug] = STATUS_OF[error.code ?? ''] ?? ['400 Bad Request', 'malformed-request'];
    answerSocket(edge, socket, status, slug);
  };
}

/** CONNECT asks for a tunnel, which no gateway is. */
export function refuseTunnel(edge: Edge) {
  return (_request: unknown, socket: Socket): void => {
    answerSocket(edge, socket, '405 Method Not Allowed', 'method-not-allowed', 'allow: \r\n');
  };
}

function answerSocket(edge: Edge, socket: Socket, statusLine: string, slug: ProblemSlug, more = ''): void {
  const status = Number.parseInt(statusLine, 10);
  const requestId = noteRefusal(edge, status);
  const body = problemBody(slug, { status, requestId });
  socket.once('error', () => socket.destroy());
  // Destroyed at once, the answer would be lost to a reset wherever the caller is still sending.
  setTimeout(() => socket.destroy(), LAST_WORD_MS).unref();
  socket.end(
    `HTTP/1.1 ${statusLine}\r\ncontent-type: application/problem+json\r\ncache-control: no-store\r\n` +
      `x-request-id: ${requestId}\r\n${more}connection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Tells of it as of any other request, so that it is logged and counted; nothing is known of it but the answer. */
function noteRefusal({ clock, onRequestEnd }: Edge, status: number): string {
  const context = new RequestContext(
    randomUUID(),
    traceFrom(undefined, randomHex),
    Deadline.in(0, clock),
    AbortSignal.abort(),
  );
  onRequestEnd({
    method: 'unknown',
    route: 'unmatched',
    status,
    durationMs: 0,
    context,
    callerGone: false,
  });
  return context.requestId;
}
