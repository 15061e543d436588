import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { FinishedAnswer, sendAnswer } from './finished-answer.js';
import { isFinished, sendFinished } from './send-finished.js';
import { sendJson } from './send-json.js';
import { isViewResult, type Presentation, sendView } from './send-view.js';

/** Nest's adapter, except that what a handler returns is made into bytes and headers here, once. */
export class GatewayAdapter extends FastifyAdapter {
  constructor(
    server: FastifyInstance,
    private readonly presentation: Presentation,
  ) {
    super(server as never);
  }

  /** Leaves out the middleware engine, which costs every request and can be bypassed by paths: guards are used instead. */
  override init(): Promise<void> {
    return Promise.resolve();
  }

  override reply(...[response, body, statusCode]: Parameters<FastifyAdapter['reply']>) {
    if (body instanceof FinishedAnswer) return sendAnswer(response as FastifyReply, body);
    if (!isPlain(body)) return super.reply(response, body, statusCode);
    const reply = response as FastifyReply;
    if (statusCode !== undefined) reply.code(statusCode);
    // Nest awaits what this returns, and takes it for an error of the handler's if it rejects.
    if (isFinished(body)) return sendFinished(reply, body, this.presentation) as FastifyReply;
    const sent = isViewResult(body)
      ? sendView(reply, body, this.presentation)
      : sendJson(reply, body, this.presentation);
    return sent as FastifyReply;
  }
}

/** Whether it is data that is to become JSON, and no stream, bytes or file. */
function isPlain(body: unknown): body is object {
  if (Array.isArray(body)) return true;
  if (typeof body !== 'object' || body === null) return false;
  const prototype: unknown = Object.getPrototypeOf(body);
  return prototype === Object.prototype || prototype === null;
}
