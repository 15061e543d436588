import { InvalidInput } from '@frontdesk/gateway';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const STEPS = /^\d{1,4}$/;

/** Hands a handler how many steps the caller knows already: what a browser that connects again says by itself. */
export const LastEventId = createParamDecorator((_: unknown, host: ExecutionContext): number => {
  const id = host.switchToHttp().getRequest<FastifyRequest>().headers['last-event-id'] ?? '0';
  if (typeof id === 'string' && STEPS.test(id)) return Number(id);
  throw new InvalidInput([
    { in: 'header', field: 'Last-Event-ID', detail: 'is no id of an event from here' },
  ]);
});
