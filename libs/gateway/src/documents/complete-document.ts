import type { OpenAPIObject } from '@nestjs/swagger';
import type { DocumentedSecurity } from './document-handlers.js';
import { problemComponents, problemResponses } from './problem-responses.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Every answer has it, so that it can be found again. */
const REQUEST_ID = {
  description: 'What to name when asking for help; the one that was sent, where that is a sane token',
  schema: { type: 'string' as const },
};

/** What the explorer of controllers puts behind the name of a handler with several paths. */
const NTH_PATH = /\[\d+\]$/;

export const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/**
 * Adds what the explorer of controllers does not know:
 * - the security schemes, and that an operation without any is public;
 * - the problems that any operation may answer with, and the header that every answer has;
 * - a name for every operation and every parameter of its path, where a route is passed through;
 * and drops HEAD, which GET implies.
 */
export function completeDocument(
  document: OpenAPIObject,
  securitySchemes: DocumentedSecurity['schemes'],
): void {
  const { schemas, responses } = problemComponents();
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...schemas } as never,
    responses: { ...document.components?.responses, ...responses } as never,
    securitySchemes: securitySchemes as never,
    headers: { ...document.components?.headers, 'X-Request-Id': REQUEST_ID },
  };
  for (const response of Object.values(responses)) identify(response);
  const ids = new Set<string>();
  for (const [path, item] of Object.entries(document.paths)) {
    delete item.head;
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      operation.security ??= [];
      const asksWho = operation.security.length > 0;
      operation.responses = { ...problemResponses({ asksWho }), ...operation.responses } as never;
      for (const response of Object.values(operation.responses)) {
        if (response && !('$ref' in response)) identify(response);
      }
      nameOperation(operation, `${method} ${path}`, ids);
      addPathParameters(operation, path);
    }
  }
}

function identify(response: { headers?: object }): void {
  response.headers = { ...response.headers, 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' } };
}

/**
 * Keeps the name that a controller gives, unless it is none or another's: of a handler with several paths the first has
 * it. A route gives one that is nobody else's.
 */
function nameOperation(operation: Operation, route: string, ids: Set<string>): void {
  const name = operation.operationId?.replace(NTH_PATH, '') ?? '';
  const isItsOwn = /^\w+$/.test(name) && !ids.has(name);
  operation.operationId = isItsOwn ? name : route.split(/\W+/).filter(Boolean).join('_');
  ids.add(operation.operationId);
}

function addPathParameters(operation: Operation, path: string): void {
  const known = new Set(
    operation.parameters?.map((parameter) => ('name' in parameter ? parameter.name : '')),
  );
  for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
    if (known.has(name)) continue;
    const parameter = { name, in: 'path', required: true, schema: { type: 'string' } } as const;
    operation.parameters = [...(operation.parameters ?? []), parameter];
  }
}
