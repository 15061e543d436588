import type { StandardJsonSchemaConverter, SwaggerDocumentOptions } from '@nestjs/swagger';

type Convert = NonNullable<SwaggerDocumentOptions['standardSchemaConverter']>;

/** The JSON Schema dialect of OpenAPI 3.1; by itself Nest asks for that of 3.0, whose `nullable` means nothing here. */
const DIALECT = { target: 'draft-2020-12' } as const;

/** A schema as OpenAPI 3.1 writes it, what it names apart; undefined for one that does not say what it looks like. */
export const jsonSchemaOf: Convert = (schema, { schemaType }) => {
  const { jsonSchema } = (schema as { '~standard': { jsonSchema?: StandardJsonSchemaConverter } })[
    '~standard'
  ];
  if (!jsonSchema) return undefined;
  const { $schema: _, $defs: components = {}, ...own } = jsonSchema[schemaType](DIALECT);
  for (const each of [own, ...Object.values(components as object)]) tidy(each as JsonSchema, schemaType);
  return { schema: own, components: components as Record<string, unknown> };
};

interface JsonSchema extends Readonly<Record<string, unknown>> {
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  additionalProperties?: unknown;
}

/**
 * Leaves out what is no promise of ours and only gets in the way of a reader:
 * - that an answer has no further fields: newer answers may, and who checks answers would refuse them
 * - the expression for an instant, whose format says it
 * - the bounds of an integer that every number has
 */
function tidy(schema: JsonSchema, schemaType: 'input' | 'output'): void {
  if (schemaType === 'output' && schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.format === 'date-time') delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  for (const part of Object.values(schema)) {
    if (typeof part === 'object' && part !== null) tidy(part as JsonSchema, schemaType);
  }
}
