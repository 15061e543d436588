/** One operation of the document, as it is asked for here. */
export interface Operation {
  readonly method: string;
  readonly template: string;
  readonly responses: Readonly<Record<string, Documented>>;
  /** Names of what has to be in the query. */
  readonly required: readonly string[];
}

interface Documented {
  readonly $ref?: string;
  readonly headers?: object;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Documentedly>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Documented>>;
  };
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
