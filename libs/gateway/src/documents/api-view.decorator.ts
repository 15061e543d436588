import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
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
  'Server-Timing': {
    description: 'How long each part took; not on a view that was kept',
    schema: { type: 'string' as const },
  },
};

/** Documents a handler that answers with a view: its schema, with `meta`. */
export function ApiView(schema: z.ZodObject): MethodDecorator {
  const standardSchema = schema.extend({ meta: Meta }).meta({ ...schema.meta() });
  return applyDecorators(ApiOkResponse({ standardSchema, headers: HEADERS }));
}
