import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { InvalidInput } from '../problems/invalid-input.js';

const NAME = 'Idempotency-Key';
const MAX_LENGTH = 255;
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** Whether a command may come without its key; it has to have one, by default. */
type Need = 'required' | 'optional';

/** Hands a handler the key by which a command is known again: 1 to 255 visible ASCII characters. */
export const IdempotencyKey = createParamDecorator(
  (need: Need | undefined, host: ExecutionContext): string | undefined => {
    // Of two such headers Node makes one with a comma and a space, which is no key.
    const key = host.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
    if (key === undefined && need === 'optional') return undefined;
    if (typeof key !== 'string' || key === '') throw invalid('is required');
    if (key.length > MAX_LENGTH || !VISIBLE_ASCII.test(key))
      throw invalid(`must be 1 to ${MAX_LENGTH} visible ASCII characters`);
    return key;
  },
);

/** Documents the header that `IdempotencyKey` reads. */
export const ApiIdempotencyKey = (need: Need = 'required') =>
  ApiHeader({
    name: NAME,
    required: need === 'required',
    description: 'A command with the same key happens once, however often it is sent',
    schema: { type: 'string', minLength: 1, maxLength: MAX_LENGTH, pattern: VISIBLE_ASCII.source },
  });

function invalid(detail: string): InvalidInput {
  return new InvalidInput([{ in: 'header', field: NAME, detail }]);
}
