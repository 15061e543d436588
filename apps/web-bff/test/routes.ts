import type { RunningGateway } from '@frontdesk/gateway';

/** One method at one path, as the router has it. */
export interface Route {
  readonly method: string;
  readonly template: string;
}

/** What a segment that a caller chooses is filled with, unless a test chooses. */
const SOME_ID = 'x1';

const NODE = /^((?:[│ ] {3})*)[├└]── (.*?)(?: \(([A-Z, -]+)\))?$/;
const DEPTH = 4;

/**
 * Every route that a running gateway has, from its router itself: whoever adds one need not think of it. Preflights (`*`)
 * are no route.
 */
export function routesOf(gateway: RunningGateway): Route[] {
  const server = gateway.app.getHttpAdapter().getInstance() as unknown as Router;
  const routes: Route[] = [];
  const above: string[] = [];
  for (const line of server.printRoutes({ commonPrefix: true }).split('\n')) {
    const [, indent, label, methods] = NODE.exec(line) ?? [];
    if (indent === undefined || label === undefined) continue;
    const depth = indent.length / DEPTH;
    above.length = depth;
    above[depth] = label === '(empty root node)' ? '' : label;
    const template = above.join('');
    for (const method of methods?.split(', ') ?? []) {
      if (template === '*') continue;
      // A tree that was misread would be a route that nobody tests.
      if (!server.hasRoute({ method, url: template }))
        throw new Error(`the router has no ${method} ${template}`);
      routes.push({ method, template });
    }
  }
  return routes;
}

interface Router {
  printRoutes(options: { commonPrefix: boolean }): string;
  hasRoute(route: { method: string; url: string }): boolean;
}

export const nameOf = ({ method, template }: Route) => `${method} ${template}`;

/** An address that the route answers at, with every segment that a caller chooses filled with `id`. */
export function addressOf({ template }: Route, id = SOME_ID): string {
  return template.replace(/:[^/]+|\*/g, () => id);
}

/** Asks a route with a body where its method has one; tells the headers of event streams without waiting for their end. */
export async function askRoute(
  gateway: Pick<RunningGateway, 'url'>,
  route: Route,
  headers: Record<string, string> = {},
  address = addressOf(route),
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const { method } = route;
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
  const leaving = new AbortController();
  const answer = await fetch(gateway.url + address, {
    method,
    redirect: 'manual',
    signal: leaving.signal,
    headers: hasBody ? { 'content-type': 'application/json', ...headers } : headers,
    ...(hasBody ? { body: '{}' } : {}),
  });
  const streams = answer.headers.get('content-type')?.startsWith('text/event-stream');
  const text = streams ? '' : await answer.text();
  if (streams) leaving.abort();
  return { status: answer.status, headers: answer.headers, text };
}
