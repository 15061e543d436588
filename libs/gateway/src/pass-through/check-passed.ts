import type { PassThrough } from '@frontdesk/upstream';
import { InvalidInput } from '../problems/invalid-input.js';
import type { FieldError } from '../problems/problem-body.js';

type Schemas = NonNullable<NonNullable<PassThrough['values']>['query']>;
type Named = readonly (readonly [name: string, value: string])[];

/**
 * Holds the names in a path and the query of a request against what its declaration says of their values, before the
 * upstream is asked; throws `InvalidInput`, which names each field that is wrong:
 * - a value that does not fit
 * - a name that comes twice, of which two programs might take either
 */
export async function checkPassed({ prefix, values = {} }: PassThrough, target: string): Promise<void> {
  const [path = '', query = ''] = target.split('#', 1)[0]!.split(/\?(.*)/s, 2);
  const errors = [
    ...(await misfits('path', namedIn(prefix, path), values.path)),
    ...(await misfits('query', [...new URLSearchParams(query)], values.query)),
  ];
  if (errors.length > 0) throw new InvalidInput(errors);
}

/** The segments that stand for the `:names` of a prefix. */
function namedIn(prefix: string, path: string): Named {
  const segments = path.split('/');
  return prefix
    .split('/')
    .flatMap((name, at) =>
      name.startsWith(':') ? [[name.slice(1), decoded(segments[at] ?? '')] as const] : [],
    );
}

async function misfits(place: 'path' | 'query', named: Named, schemas: Schemas = {}): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  for (const [field, value] of named) {
    const schema = Object.hasOwn(schemas, field) ? schemas[field] : undefined;
    if (!schema) continue;
    if (seen.has(field)) errors.push({ in: place, field, detail: 'comes twice' });
    seen.add(field);
    const { issues = [] } = await schema['~standard'].validate(value);
    errors.push(...issues.map(({ message }) => ({ in: place, field, detail: message })));
  }
  return errors;
}

/** As it came, where it is no encoding of anything: that fits no schema of an id. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
