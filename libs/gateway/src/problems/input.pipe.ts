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
      result.issues.flatMap((issue) =>
        faultsIn(issue).map(({ path, detail }): FieldError => ({
          in: PLACES[metadata.type as keyof typeof PLACES] ?? 'body',
          field: fieldName(metadata.data, path) || metadata.type,
          detail,
        })),
      ),
    );
  }
}

interface Fault {
  readonly path: readonly Segment[];
  readonly detail: string;
}

/** What is wrong where; of fields that are not known, Zod names the whole that they stand in, and them beside it. */
function faultsIn({ path = [], message, ...issue }: Issue): Fault[] {
  if (!('keys' in issue && Array.isArray(issue.keys))) return [{ path, detail: message }];
  return (issue.keys as string[])
    .slice(0, MOST_UNKNOWN_FIELDS)
    .map((key) => ({ path: [...path, key.slice(0, MAX_NAME_LENGTH)], detail: 'is not known here' }));
}

/** Whoever sends more learns of the others by and by. */
const MOST_UNKNOWN_FIELDS = 10;
const MAX_NAME_LENGTH = 64;

interface Issue {
  readonly message: string;
  readonly path?: readonly Segment[] | undefined;
}

type Segment = PropertyKey | { readonly key: PropertyKey };

function fieldName(name: unknown, path: readonly Segment[]): string {
  const segments = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment));
  return [...(typeof name === 'string' ? [name] : []), ...segments].join('.');
}
