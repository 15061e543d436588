/** One operation of the document, as it is asked for here. */
export interface Operation {
  readonly method: string;
  readonly template: string;
  readonly responses: Readonly<Record<string, Documented>>;
  /** Names of what has to be in the query. */
  readonly required: readonly string[];
}

interface Documented {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Documentedly>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Documentedly {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly responses: Readonly<Record<string, Documented>>;
}

/** All operations that there are: a new one is among them without anybody thinking of it. */
export const operationsOf = ({ paths }: Document): Operation[] =>
  Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], responses }]) => ({
      method: method.toUpperCase(),
      template,
      responses,
      required: parameters.filter((each) => each.in === 'query' && each.required).map(({ name }) => name),
    })),
  );

/** The names of fields in an answer that its schema does not name, with where they stand. */
export function unnamedFields(value: unknown, schema: Schema, document: Document, at = ''): string[] {
  const known = [schema].flatMap((each) => resolved(each, document));
  if (Array.isArray(value)) {
    const items = known.flatMap(({ items = {} }) => items);
    return value.flatMap((item, n) => unnamedFields(item, { anyOf: items }, document, `${at}/${n}`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const own = known.flatMap(({ properties = {} }) =>
      Object.hasOwn(properties, name) ? properties[name]! : [],
    );
    if (own.length === 0) return [`${at}/${name}`];
    return unnamedFields(inner, { anyOf: own }, document, `${at}/${name}`);
  });
}

/** The schemas that a schema is made of. */
function resolved(schema: Schema, document: Document): Schema[] {
  const { $ref, anyOf = [], allOf = [] } = schema;
  if ($ref !== undefined) return resolved(document.components.schemas[$ref.split('/').at(-1)!]!, document);
  return [schema, ...[...anyOf, ...allOf].flatMap((each) => resolved(each, document))];
}
