/** One method at one path, as the router has it. */
export interface Route {
  readonly method: string;
  readonly template: string;
}

const NODE = /^((?:[│ ] {3})*)[├└]── (.*?)(?: \(([A-Z, -]+)\))?$/;
const DEPTH = 4;

/**
 * Every route that a running gateway has, from its router itself: whoever adds one need not think of it. Preflights (`*`)
 * are no route.
 */
export function routesOf(gateway: Running): Route[] {
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

/** A gateway that runs, as far as its router is reached through it. */
interface Running {
  readonly app: { getHttpAdapter(): { getInstance(): unknown } };
}
