import { type Components, resolved, type Schema } from './api-document.js';

/** One of the kinds of value that a schema lets be: one type of JSON, or `any`. */
export interface Alternative {
  readonly type: string;
  readonly schema: Schema;
}

/** The kinds of value that a schema lets be, however it is spelled: `anyOf` with null is as good as two types. */
export function alternativesOf(schema: Schema, components: Components | undefined): Alternative[] {
  const own = merged(resolved(schema, components), components);
  const choice = own.anyOf ?? own.oneOf;
  if (choice) return united(choice.flatMap((each) => alternativesOf(each, components)));
  const values = own.enum ?? ('const' in own ? [own.const] : undefined);
  const types = own.type === undefined ? typesIn(own, values) : [own.type].flat();
  return types.map((type) => ({ type, schema: values ? withValues(own, values, type) : own }));
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

/** One schema of all that have to fit at once. */
function merged(schema: Schema, components: Components | undefined): Schema {
  if (!schema.allOf) return schema;
  const { allOf, ...own } = schema;
  return allOf.reduce((sum, each): Schema => {
    const part = merged(resolved(each, components), components);
    const properties = { ...sum.properties, ...part.properties };
    const required = [...(sum.required ?? []), ...(part.required ?? [])];
    return { ...sum, ...part, properties, required };
  }, own as Schema);
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
