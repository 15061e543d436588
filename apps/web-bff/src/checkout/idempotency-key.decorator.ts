import { InvalidInput } from '@frontdesk/gateway';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

const NAME = 'Idempotency-Key';
const MAX_LENGTH = 255;
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** Hands a handler the key by which a command is known again; it has to be there, and is 1 to 255 visible ASCII characters. */
export const IdempotencyKey = createParamDecorator((_: unknown, host: ExecutionContext): string => {
  // Of two such headers Node makes one with a comma and a space, which is no key.
  const key = host.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') throw invalid('is required');
  if (key.length > MAX_LENGTH || !VISIBLE_ASCII.test(key))
    throw invalid(`must be 1 to ${MAX_LENGTH} visible ASCII characters`);
  return key;
});

/** Documents the header that `IdempotencyKey` reads. */
export const ApiIdempotencyKey = () =>
  ApiHeader({
    name: NAME,
    required: true,
    description: 'A command with the same key happens once, however often it is sent',
    schema: { type: 'string', minLength: 1, maxLength: MAX_LENGTH, pattern: VISIBLE_ASCII.source },
  });

function invalid(detail: string): InvalidInput {
  return new InvalidInput([{ in: 'header', field: NAME, detail }]);
}
