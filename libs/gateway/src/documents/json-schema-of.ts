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
  return { schema: own, components: components as Record<string, unknown> };
};
