import { InvalidInput } from '@frontdesk/gateway';
import { contextOf, type Principal } from '@frontdesk/request-context';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const MAX_LENGTH = 255;
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;
const KINDS = { 'X-User-Id': 'user', 'X-Partner-Id': 'partner' } as const;

/** Hands a handler the principal that the calling gateway vouches for. */
export const Caller = createParamDecorator((_: unknown, host: ExecutionContext): Principal => {
  const { headers, raw } = host.switchToHttp().getRequest<FastifyRequest>();
  const named = Object.entries(KINDS).filter(([header]) => headers[header.toLowerCase()] !== undefined);
  const [first, second] = named;
  if (!first || second) throw invalid('X-User-Id', 'or X-Partner-Id must say for whom, and only one of them');
  const [header, kind] = first;
  const id = visible(header, headers[header.toLowerCase()]);
  const principal: Principal = { kind, id, scopes: new Set() };
  // For the log line.
  contextOf(raw).authenticated(principal);
  return principal;
});

/** Hands a handler the key by which a command is known again. */
export const IdempotencyKey = createParamDecorator((_: unknown, host: ExecutionContext): string =>
  visible(
    'Idempotency-Key',
    host.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'] ?? '',
  ),
);

function visible(header: string, value: unknown): string {
  if (typeof value === 'string' && value.length <= MAX_LENGTH && VISIBLE_ASCII.test(value)) return value;
  if (value === '') throw invalid(header, 'is required');
  throw invalid(header, `must be 1 to ${MAX_LENGTH} visible ASCII characters`);
}

function invalid(field: string, detail: string): InvalidInput {
  return new InvalidInput([{ in: 'header', field, detail }]);
}
