import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { findProblem } from '../problems/find-problem.js';
import { problemBody } from '../problems/problem-body.js';

/** Has a server without Nest answer errors as problems too; without `instance`, which may hold what was mistyped. */
export function answerProblems(server: FastifyInstance, conceal: (text: string) => string): void {
  const answer = (error: unknown, { method }: { method: string }, reply: FastifyReply) =>
    reply.send(conceal(bodyOf(error, method, reply)));
  server.setErrorHandler(answer);
  server.setNotFoundHandler((request, reply) =>
    answer(new NotFoundException('no resource has this address'), request, reply),
  );
}

/** The text of the problem, whose status and headers are set on the way. */
function bodyOf(error: unknown, method: string, reply: FastifyReply): string {
  const { status, slug, detail, errors, thrown } = findProblem(error, method);
  if (status === 401) reply.header('www-authenticate', thrown.challenge ?? 'Bearer');
  if (status === 503) reply.header('retry-after', '1');
  // The rest of a body that is not read would be taken for the next request.
  if (status === 413) reply.header('connection', 'close');
  reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store');
  return problemBody(slug, { status, ...(detail && { detail }), ...(errors && { errors }) });
}
