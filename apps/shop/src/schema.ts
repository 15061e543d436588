/**
 * The part of JSON Schema that the shop needs. One schema serves three ends: it checks what comes in, it
 * stands in the OpenAPI document, and `Of` infers the TypeScript type from it.
 */
export interface Schema<T = unknown> {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly description?: string;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  /** Never there at run time: it carries the type. */
  readonly of?: T;
}

export type Of<S> = S extends Schema<infer T> ? T : never;
type Shape = Readonly<Record<string, Schema>>;
type Fields<S extends Shape> = { [K in keyof S]: Of<S[K]> };

export const text = (limits: Pick<Schema, 'minLength' | 'maxLength' | 'pattern' | 'description'> = {}) =>
  ({ type: 'string', ...limits }) as Schema<string>;
export const instant: Schema<string> = { type: 'string', format: 'date-time' };
export const integer = (minimum: number, maximum: number): Schema<number> => ({
  type: 'integer',
  minimum,
  maximum,
});
export const number = (minimum: number, maximum: number): Schema<number> => ({
  type: 'number',
  minimum,
  maximum,
});
export const flag: Schema<boolean> = { type: 'boolean' };
export const oneOf = <const V extends string>(...values: V[]): Schema<V> => ({
  type: 'string',
  enum: values,
});
export const nullable = <T>(schema: Schema<T>) =>
  ({ ...schema, type: [schema.type as string, 'null'] }) as Schema<T | null>;
export const list = <T>(items: Schema<T>, limits: Pick<Schema, 'minItems' | 'maxItems'> = {}) =>
  ({ type: 'array', items, ...limits }) as Schema<T[]>;
export const dictionary = <T>(values: Schema<T>): Schema<Record<string, T>> => ({
  type: 'object',
  additionalProperties: values,
});
export const either = <A, B>(a: Schema<A>, b: Schema<B>): Schema<A | B> => ({ anyOf: [a, b] });
/** An object; what is `optional` may be left out, and what is named in neither is ignored. */
export const object = <R extends Shape, O extends Shape = Record<never, never>>(required: R, optional?: O) =>
  ({
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
  }) as Schema<Fields<R> & Partial<Fields<O>>>;
/** An object that refuses every field that it does not name. */
export const closed = <T>(schema: Schema<T>): Schema<T> => ({ ...schema, additionalProperties: false });

export const money = object({ amount: integer(0, 1_000_000_000), currency: text({ pattern: '^[A-Z]{3}$' }) });
export type Money = Of<typeof money>;
