import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

/** What a view says of itself. */
const Meta = z
  .object({
    missing: z.array(z.string()).describe('The parts that are not there, or that a stand-in is there for'),
  })
  .meta({ id: 'Meta' });

const HEADERS = {
  'X-Complete': {
    description: 'Whether nothing is missing',
    schema: { type: 'string' as const, enum: ['true', 'false'] },
  },
  ETag: {
    description: 'Names this answer (RFC 9110, section 8.8.3), for `If-None-Match`',
    schema: { type: 'string' as const },
  },
  'Cache-Control': {
    description: 'For how long it may be kept, and by whom: as long as each of its parts',
    schema: { type: 'string' as const },
  },
  'Server-Timing': {
    description: 'How long each part took; not on a view that was kept',
    schema: { type: 'string' as const },
  },
};

/** Documents a handler that answers a GET with a view: its schema, with `meta`. */
export function ApiView(schema: z.ZodObject): MethodDecorator {
  const standardSchema = schema.extend({ meta: Meta }).meta({ ...schema.meta() });
  return applyDecorators(
    ApiOkResponse({ standardSchema, headers: HEADERS }),
    ApiResponse({ status: 304, description: 'It still is what `If-None-Match` names' }),
  );
}
