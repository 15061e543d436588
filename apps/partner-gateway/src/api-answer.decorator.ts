import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

const HEADERS = {
  ETag: {
    description: 'Names this answer (RFC 9110, section 8.8.3), for `If-None-Match`',
    schema: { type: 'string' as const },
  },
  'Cache-Control': {
    description: 'Whether it may be kept, and by whom',
    schema: { type: 'string' as const },
  },
};

/** What is said of an operation besides its shape. */
interface Told {
  /** What it does, as a title. */
  readonly summary: string;
  /** What else there is to know, in Markdown. */
  readonly description?: string;
}

/** Documents a handler that answers a GET: what it does, its answer, and that who has it already is told so. */
export const ApiAnswer = (answer: z.ZodType, { summary, description = '' }: Told): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary, description }),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description:
        'The `ETag` of the answer that you have: if it is still the same, this one is 304 without a body',
      schema: { type: 'string' },
    }),
    ApiOkResponse({ description: 'What was asked for', standardSchema: answer, headers: HEADERS }),
    ApiResponse({ status: 304, description: 'It still is what `If-None-Match` names' }),
  );
