import type { FastifyReply } from 'fastify';

/** Answers with what was made, 201, or with what was there already just so, 200. */
export function sendMade(reply: FastifyReply, { isNew, ...record }: object & { isNew: boolean }): object {
  void reply.code(isNew ? 201 : 200);
  return record;
}
