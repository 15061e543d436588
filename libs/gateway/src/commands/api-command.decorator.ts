import { applyDecorators } from '@nestjs/common';
import { ApiCreatedResponse, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblem } from '../documents/api-problem.decorator.js';
import { ApiIdempotencyKey } from './idempotency-key.decorator.js';

const Refusal = z.object({
  reason: z.string().optional().describe('Such as `payment-declined`; a name that stays the same'),
});

const PENDING = {
  headers: {
    'Retry-After': { description: 'After how many seconds to repeat the call', schema: { type: 'string' } },
  },
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
} as const;

/**
 * Documents the handler of a command that happens once for each key, and may take longer than its caller waits: its key,
 * what it made, and what is to be repeated with the same key.
 */
export const ApiCommand = (made: z.ZodType) =>
  applyDecorators(
    ApiIdempotencyKey(),
    ApiCreatedResponse({ description: 'It is made, now or when the key came first', standardSchema: made }),
    ApiProblem(422, 'It is refused, and nothing of it is left; a new try takes a new key', Refusal),
    ApiResponse({ status: 409, description: 'A call with this key is still running', ...PENDING }),
    ApiResponse({ status: 503, description: 'It cannot be finished now, and may be later', ...PENDING }),
    ApiResponse({ status: 504, description: 'It took too long, and may yet be finished', ...PENDING }),
  );
