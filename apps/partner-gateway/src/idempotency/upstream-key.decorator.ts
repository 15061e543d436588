import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keyInHeader } from './key-in-header.js';

/** What stands in the place of the key until the command is begun. */
export class Unclaimed {
  constructor(
    readonly key: string,
    readonly request: FastifyRequest,
    readonly reply: FastifyReply,
  ) {}
}

/**
 * Hands a handler that is `@Idempotent()` the key that services are to be given: random, so that no two callers' meet
 * there, and the same one whenever the command is repeated.
 */
export const UpstreamKey = createParamDecorator((_: unknown, host: ExecutionContext): Unclaimed => {
  const http = host.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  const key = keyInHeader(request.headers['idempotency-key']);
  return new Unclaimed(key, request, http.getResponse<FastifyReply>());
});
