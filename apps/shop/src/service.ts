import {
  either,
  flag,
  instant,
  integer,
  list,
  nullable,
  object,
  type Of,
  type Schema,
  text,
} from './schema.js';
import type { Collection } from './collection.js';
import type { Outcome } from './problem.js';
import type { World } from './seed.js';
import type { Store } from './store.js';

/** One of the eleven: its tables, its first rows and its routes. */
export interface Service {
  readonly name: string;
  readonly tables: readonly Pick<Collection<object>, 'name' | 'create'>[];
  seed(store: Store, world: World): void;
  readonly routes: readonly Route[];
  /** What else is served by GET, such as pictures: neither counted nor troubled by faults. */
  file?(store: Store, path: string, seen: string | undefined): Outcome | undefined;
}

/** What a handler gets of a request, checked against the route's schemas. */
export interface Call<Params = Record<string, string>, Query = Record<string, unknown>, Body = unknown> {
  readonly store: Store;
  /** Where browsers find the pictures of products; no slash at its end. */
  readonly imagesUrl: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly userId: string | undefined;
  readonly partnerId: string | undefined;
}

export interface Route {
  /** `GET /orders/:id`: how it is matched, and how it is counted. */
  readonly name: string;
  readonly summary: string;
  readonly query: Readonly<Record<string, Schema>>;
  readonly body?: Schema;
  readonly status: number;
  readonly answer: Schema;
  /** Returns the answer's JSON text; a command runs inside a transaction. */
  handle(call: Call): string;
}

type ParamsOf<Name extends string> = Name extends `${infer Before}/${infer After}`
  ? ParamsOf<Before> & ParamsOf<After>
  : Name extends `:${infer Param}`
    ? Record<Param, string>
    : unknown;

interface Declaration<Name extends string, Query extends Record<string, Schema>, Body> {
  readonly summary: string;
  readonly query?: Query;
  readonly body?: Schema<Body>;
  readonly status?: number;
  readonly answer: Schema;
  handle(call: Call<ParamsOf<Name>, { readonly [K in keyof Query]?: Of<Query[K]> }, Body>): string;
}

/** Declares a route; parameters, query and body are typed from its name and schemas. */
export function route<
  const Name extends string,
  Query extends Record<string, Schema> = Record<never, Schema>,
  Body = undefined,
>(name: Name, { status = 200, query, ...rest }: Declaration<Name, Query, Body>): Route {
  // The server calls `handle` only with what it has checked against these very schemas.
  return { name, status, query: query ?? {}, ...rest } as Route;
}

export const MAX_IDS = 200;
export const id = text({ minLength: 1, maxLength: 128 });
export const ids = text({
  maxLength: MAX_IDS * 40,
  description: `up to ${MAX_IDS} ids, separated by commas`,
});
export const paging = { cursor: text({ maxLength: 500 }), limit: { ...integer(1, 100), default: 20 } };
const tombstone = object({ id: text(), deleted: flag, updatedAt: instant });
export const items = (of: Schema) => object({ items: list(of) });
export const page = (of: Schema, more: Record<string, Schema> = {}) =>
  object({ items: list(of), nextCursor: nullable(text()), ...more });
/** Where a list is also asked by ids, and then has no cursor; and by `updatedSince`, and then has tombstones. */
export const pageOfChanges = (of: Schema) =>
  object({ items: list(either(of, tombstone)) }, { nextCursor: nullable(text()) });
