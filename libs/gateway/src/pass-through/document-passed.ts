import type { PassThrough } from '@frontdesk/upstream';
import { applyDecorators } from '@nestjs/common';
import { ApiBody, type ApiBodyOptions, ApiOkResponse, ApiQuery, ApiResponse } from '@nestjs/swagger';

const METHODS_WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

/**
 * Documents what is passed through with one method, as far as its declaration tells:
 * - the names of its query
 * - its body, by the schema that is documented for it, or else by the fields that may pass
 * - its answer, by the schema that it is given, or by the one that is documented where it comes as it comes
 */
export function documentPassed(declared: PassThrough, method: string): MethodDecorator {
  const { query = [] } = declared;
  return applyDecorators(
    ...query.map((name) => ApiQuery({ name, required: false, schema: { type: 'string' } })),
    ...(METHODS_WITH_BODY.has(method) ? bodyOf(declared) : []),
    answerOf(declared),
  );
}

function bodyOf({ body: fields = [], documents }: PassThrough): MethodDecorator[] {
  // What takes a schema elsewhere takes one here too, though Nest's types do not say so.
  if (documents?.body) return [ApiBody({ standardSchema: documents.body } as unknown as ApiBodyOptions)];
  if (fields.length === 0) return [];
  const properties = Object.fromEntries(fields.map((name) => [name, {}]));
  return [ApiBody({ required: false, schema: { type: 'object', properties, additionalProperties: false } })];
}

function answerOf({ answer, documents }: PassThrough): MethodDecorator {
  const schema = answer ?? documents?.answer;
  if (schema) return ApiOkResponse({ standardSchema: schema });
  return ApiResponse({ status: '2XX', description: 'What the service answers' });
}
