import { contextOf, type RequestContext } from '@frontdesk/request-context';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Hands a handler the `RequestContext` that the edge made. */
export const Context = createParamDecorator((_: unknown, host: ExecutionContext): RequestContext =>
  contextOf(host.switchToHttp().getRequest<FastifyRequest>().raw),
);
