import type { Routes } from './generated/web-bff.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The paths that have a method. */
export type PathOf<M extends Method> = {
  [Path in keyof Routes]: M extends keyof Routes[Path] ? Path : never;
}[keyof Routes];

interface Route {
  readonly input: object;
  readonly answer: unknown;
  readonly refusal: unknown;
}

type RouteOf<Path extends PathOf<M>, M extends Method> = Routes[Path][M & keyof Routes[Path]] & Route;

/** What a path answers with when it does not refuse: `Answer<'/api/products/{id}'>`, `Answer<'/api/checkout', 'POST'>`. */
export type Answer<Path extends PathOf<M>, M extends Method = 'GET'> = RouteOf<Path, M>['answer'];

/** What became of a call. */
export type Outcome<Path extends PathOf<M>, M extends Method> =
  | { readonly data: Answer<Path, M>; readonly error?: undefined; readonly response: Response }
  | { readonly data?: undefined; readonly error: RouteOf<Path, M>['refusal']; readonly response: Response };

interface Patience {
  readonly signal?: AbortSignal;
}

type Input<Path extends PathOf<M>, M extends Method> = RouteOf<Path, M>['input'] & Patience;

/** Calls a path with one method; what a call must be given is asked for, and may be left out where that is nothing. */
export type Call<M extends Method> = <Path extends PathOf<M>>(
  path: Path,
  ...input: object extends RouteOf<Path, M>['input'] ? [input?: Input<Path, M>] : [input: Input<Path, M>]
) => Promise<Outcome<Path, M>>;
