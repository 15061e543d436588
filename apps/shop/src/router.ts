import { badInput, Problem } from './problem.js';
import type { Route } from './service.js';

export interface Match {
  readonly route: Route;
  /** Decoded when asked for; a segment that cannot be decoded is a 400. */
  params(): Record<string, string>;
}

export interface Router {
  find(method: string, path: string): Match | undefined;
  /** What to answer where nothing was found: 404, or 405 where the path has other methods. */
  refusal(method: string, path: string): Problem;
}

interface Pattern {
  readonly route: Route;
  readonly method: string;
  readonly segments: readonly string[];
}

/** Finds a route among a service's few; a literal segment wins over a parameter, as in `/users/me`. */
export function routerOf(routes: readonly Route[]): Router {
  const patterns = routes
    .map((route): Pattern => {
      const [method = '', path = ''] = route.name.split(' ');
      return { route, method, segments: path.split('/') };
    })
    .sort((a, b) => paramsIn(a) - paramsIn(b));

  return {
    find(method, path) {
      const segments = path.split('/');
      const found = patterns.find((pattern) => pattern.method === method && fits(pattern, segments));
      return found && { route: found.route, params: () => paramsOf(found, segments) };
    },
    refusal(method, path) {
      const segments = path.split('/');
      return patterns.some((pattern) => fits(pattern, segments))
        ? new Problem(405, `this path does not take ${method}`)
        : new Problem(404, 'there is no such path');
    },
  };
}

const paramsIn = ({ segments }: Pattern) => segments.filter((segment) => segment.startsWith(':')).length;

function fits({ segments }: Pattern, actual: readonly string[]): boolean {
  return (
    segments.length === actual.length &&
    segments.every((segment, n) => (segment.startsWith(':') ? actual[n] !== '' : segment === actual[n]))
  );
}

function paramsOf({ segments }: Pattern, actual: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [n, segment] of segments.entries())
    if (segment.startsWith(':')) params[segment.slice(1)] = decoded(actual[n] ?? '', segment.slice(1));
  return params;
}

function decoded(segment: string, field: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badInput(field, 'is not percent-encoded UTF-8');
  }
}
