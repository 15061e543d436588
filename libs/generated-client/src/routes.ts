export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Route {
  readonly input: object;
  readonly answer: unknown;
  readonly refusal: unknown;
}

/** What the generator makes of a document: what each method of each path takes and answers. */
export type RoutesOf<Routes> = { [Path in keyof Routes]: { [M in keyof Routes[Path]]: Route } };

/** The paths that have a method. */
export type PathOf<Routes extends RoutesOf<Routes>, M extends Method> = {
  [Path in keyof Routes]: M extends keyof Routes[Path] ? Path : never;
}[keyof Routes];

type RouteOf<
  Routes extends RoutesOf<Routes>,
  Path extends PathOf<Routes, M>,
  M extends Method,
> = Routes[Path][M & keyof Routes[Path]] & Route;

/** What a path answers with when it does not refuse. */
export type AnswerOf<
  Routes extends RoutesOf<Routes>,
  Path extends PathOf<Routes, M>,
  M extends Method,
> = RouteOf<Routes, Path, M>['answer'];

/** What became of a call. */
export type OutcomeOf<Routes extends RoutesOf<Routes>, Path extends PathOf<Routes, M>, M extends Method> =
  | { readonly data: AnswerOf<Routes, Path, M>; readonly error?: undefined; readonly response: Response }
  | {
      readonly data?: undefined;
      readonly error: RouteOf<Routes, Path, M>['refusal'];
      readonly response: Response;
    };

/**
 * Calls a path with one method; what a call must be given is asked for, and may be left out where that is nothing.
 * `More` is what every call may be given besides.
 */
export type CallOf<Routes extends RoutesOf<Routes>, M extends Method, More extends object> = <
  Path extends PathOf<Routes, M>,
>(
  path: Path,
  ...input: object extends RouteOf<Routes, Path, M>['input']
    ? [input?: RouteOf<Routes, Path, M>['input'] & More]
    : [input: RouteOf<Routes, Path, M>['input'] & More]
) => Promise<OutcomeOf<Routes, Path, M>>;
