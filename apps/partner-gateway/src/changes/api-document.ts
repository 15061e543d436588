/** A schema of JSON, as OpenAPI 3.1 writes it: what is read of it here. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly [keyword: string]: unknown;
}

interface Reference {
  readonly $ref?: string;
}

export interface Header extends Reference {
  readonly schema?: Schema;
  readonly required?: boolean;
}

export interface Parameter extends Header {
  readonly name: string;
  readonly in: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly description?: string;
}

type Content = Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>>;

export interface Body extends Reference {
  readonly required?: boolean;
  readonly content?: Content;
}

export interface ApiResponse extends Reference {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Content;
}

/** Schemes that are asked for together, with the scopes of each. */
type Security = Readonly<Record<string, readonly string[]>>;

export interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly deprecated?: boolean;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, ApiResponse>>;
  readonly security?: readonly Security[];
}

export type Components = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** An OpenAPI document: what is read of it here. */
export interface ApiDocument {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: Components;
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** An operation with its method and path, such as `GET /v2/orders`. */
export interface Route {
  readonly route: string;
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/** The operations of a document. */
export function routesOf({ paths }: ApiDocument): Route[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ route: `${method.toUpperCase()} ${path}`, path, method, operation }] : [];
    }),
  );
}

/** What a reference stands for, or what stands there itself. */
export function resolved<Part extends Reference>(part: Part, components: Components | undefined): Part {
  if (part.$ref === undefined) return part;
  const [kind = '', name = ''] = part.$ref.replace('#/components/', '').split('/');
  const found = components?.[kind]?.[name];
  if (!found) throw new Error(`${part.$ref} is not in the document`);
  return resolved(found as Part, components);
}
