import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import type { FieldError } from './problem-body.js';
import { InvalidInput } from './invalid-input.js';

const PLACES = { param: 'path', query: 'query', body: 'body', custom: 'header' } as const;

/** Checks what a handler takes against the schema beside it, and names each field as the caller knows it. */
export class InputPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema } = metadata;
    if (!schema) return value;
    const result = await schema['~standard'].validate(value);
    if (!result.issues) return result.value as T;
    throw new InvalidInput(
      result.issues.map(({ path = [], message }): FieldError => ({
        in: PLACES[metadata.type as keyof typeof PLACES] ?? 'body',
        field: fieldName(metadata.data, path) || metadata.type,
        detail: message,
      })),
    );
  }
}

type Segment = PropertyKey | { readonly key: PropertyKey };

function fieldName(name: unknown, path: readonly Segment[]): string {
  const segments = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment));
  return [...(typeof name === 'string' ? [name] : []), ...segments].join('.');
}
