import { type Components, resolved, type Schema } from './api-document.js';

/** One of the kinds of value that a schema lets be: one type of JSON, or `any`. */
export interface Alternative {
  readonly type: string;
  readonly schema: Schema;
}

/** The kinds of value that a schema lets be, however it is spelled: `anyOf` with null is as good as two types. */
export function alternativesOf(schema: Schema, components: Components | undefined): Alternative[] {
  const own = merged(schema, components);
  const { anyOf, oneOf, ...beside } = own;
  if (anyOf ?? oneOf) {
    // What stands beside a choice holds for each of it.
    const rest = anyOf && oneOf ? { ...beside, oneOf } : beside;
    return united(
      (anyOf ?? oneOf ?? []).flatMap((each) => alternativesOf({ allOf: [each, rest] }, components)),
    );
  }
  const values = own.enum ?? ('const' in own ? [own.const] : undefined);
  const types = own.type === undefined ? typesIn(own, values) : [own.type].flat();
  return types.map((type) => {
    if (values) return { type, schema: withValues(own, values, type) };
    // Whatever else is asked, it is not asked of null.
    return { type, schema: type === 'null' ? { type } : own };
  });
}

/** Values that are listed one by one are one list, so that a choice of constants is as good as an enumeration. */
function united(alternatives: readonly Alternative[]): Alternative[] {
  return alternatives.reduce<Alternative[]>((sum, each) => {
    const same = sum.find(({ type, schema }) => type === each.type && schema.enum && each.schema.enum);
    if (!same) return [...sum, each];
    const schema = { ...same.schema, enum: [...same.schema.enum!, ...each.schema.enum!] };
    return sum.map((one) => (one === same ? { ...one, schema } : one));
  }, []);
}

/** One schema of all that have to fit at once: what is referred to, and what stands beside the reference. */
function merged(schema: Schema, components: Components | undefined): Schema {
  const { $ref, allOf = [], ...own } = schema;
  const referred = $ref === undefined ? [] : [resolved<Schema>({ $ref }, components)];
  const parts = [...referred, ...allOf].map((each) => merged(each, components));
  if (parts.length === 0) return schema;
  return [...parts, own].reduce<Schema>((sum, part) => {
    const properties = { ...sum.properties, ...part.properties };
    const required = [...(sum.required ?? []), ...(part.required ?? [])];
    return {
      ...sum,
      ...part,
      ...((sum.properties ?? part.properties) && { properties }),
      ...((sum.required ?? part.required) && { required }),
    };
  }, {});
}

function typesIn(schema: Schema, values: readonly unknown[] | undefined): string[] {
  if (values) return [...new Set(values.map(typeOf))];
  if (schema.properties) return ['object'];
  return schema.items ? ['array'] : ['any'];
}

function withValues(schema: Schema, values: readonly unknown[], type: string): Schema {
  const { const: _, ...rest } = schema;
  return { ...rest, enum: values.filter((value) => isOf(type, value)) };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isOf(type: string, value: unknown): boolean {
  return typeOf(value) === (type === 'integer' ? 'number' : type);
}
