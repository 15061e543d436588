import type { FastifyReply } from 'fastify';

/** An answer that is bytes already, with its status and its headers: a handler that returns it has it sent as it is. */
export class FinishedAnswer {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>>,
    readonly body: Buffer,
  ) {}
}

export function sendAnswer(reply: FastifyReply, { status, headers, body }: FinishedAnswer): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}
