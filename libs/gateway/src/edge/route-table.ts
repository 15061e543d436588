import type { FastifyInstance } from 'fastify';

/** The routes of a server, for the one question that its router does not answer: which methods a path has. */
export class RouteTable {
  readonly #methodsByTemplate = new Map<string, { pattern: RegExp; methods: Set<string> }>();

  /** Notes every route that is added to the server from now on. */
  watch(server: FastifyInstance): this {
    server.addHook('onRoute', ({ url, method }) => {
      if (url === '*') return; // answers preflights, and is no resource
      const known = this.#methodsByTemplate.get(url) ?? { pattern: patternOf(url), methods: new Set() };
      this.#methodsByTemplate.set(url, known);
      for (const name of [method].flat()) known.methods.add(name);
    });
    return this;
  }

  /** The methods that are answered at a path, in alphabetical order; none where nothing is. */
  methodsAt(path: string): string[] {
    const found = new Set<string>();
    for (const { pattern, methods } of this.#methodsByTemplate.values()) {
      if (pattern.test(path)) for (const method of methods) found.add(method);
    }
    return [...found].sort();
  }
}

function patternOf(template: string): RegExp {
  const source = template
    .split('/')
    .map((segment) => {
      if (segment === '*') return '.*';
      return segment.startsWith(':') ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('/');
  return new RegExp(`^${source}$`);
}
