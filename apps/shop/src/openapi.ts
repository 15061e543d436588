import { object, type Schema, text } from './schema.js';
import type { Route, Service } from './service.js';

const problem = object(
  { title: text(), status: { type: 'integer' } },
  { type: text(), detail: text(), field: text() },
);
const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });

/** A service's OpenAPI 3.1 document, generated from its routes. */
export function openApiOf({ name, routes }: Service): string {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const [method = '', path = ''] = route.name.split(' ');
    (paths[path.replace(/:(\w+)/g, '{$1}')] ??= {})[method.toLowerCase()] = operationOf(route, method, path);
  }
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: `The sample shop: ${name}`, version: '1.0.0' },
    paths,
    components: { schemas: { Problem: problem } },
  });
}

function operationOf(route: Route, method: string, path: string) {
  return {
    operationId: route.name.replace(/\W+/g, '-').toLowerCase(),
    summary: route.summary,
    parameters: parametersOf(route, method, path),
    ...(route.body && { requestBody: { required: true, ...json(route.body) } }),
    responses: {
      [route.status]: {
        description: 'Done',
        headers: { 'X-Instance': { schema: text(), description: 'who answered' } },
        ...json(route.answer),
      },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function parametersOf({ query }: Route, method: string, path: string) {
  const header = (name: string) => ({ name, in: 'header', schema: text() });
  return [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: text(),
    })),
    ...Object.entries(query).map(([name, schema]) => ({ name, in: 'query', schema })),
    header('X-User-Id'),
    header('X-Partner-Id'),
    ...(method === 'GET' ? [] : [header('Idempotency-Key')]),
  ];
}
