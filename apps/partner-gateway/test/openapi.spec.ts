import { createConfig, lintFromString } from '@redocly/openapi-core';
import {
  type ApiDocument,
  type Operation,
  resolved,
  routesOf,
  type Schema,
} from '../src/changes/api-document.js';
import { GatewayAlone } from './gateway-alone.js';

let text: string;
let document: ApiDocument;
beforeAll(async () => {
  await using gateway = await GatewayAlone.start();
  text = await gateway.page('/openapi.json');
  document = JSON.parse(text) as ApiDocument;
});

/** What Redocly complains of, by all of its recommended rules, warnings too, and some more. */
async function complaintsOf(source: string): Promise<string[]> {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      'no-invalid-schema-examples': 'error',
      'no-invalid-parameter-examples': 'error',
      'operation-description': 'error',
      'operation-singular-tag': 'error',
    },
  });
  const problems = await lintFromString({ source, config });
  return problems.map(({ ruleId, location }) => `${ruleId} ${location[0]?.pointer}`);
}

it('is clean by the recommended rules of Redocly', async () => {
  expect(await complaintsOf(text)).toEqual([]);
});

it.each([
  ['a summary', 'operation-summary', (changed: Changeable) => delete changed.paths['/v2/orders'].get.summary],
  ['an example', 'no-invalid-media-type-examples', (changed: Changeable) => (exampleIn(changed).total = 3)],
  ['a server', 'no-empty-servers', (changed: Changeable) => delete changed.servers],
])('would not be without %s that is right', async (_, rule, change) => {
  const changed = JSON.parse(text) as Changeable;
  change(changed);
  expect((await complaintsOf(JSON.stringify(changed))).map((each) => each.split(' ')[0])).toContain(rule);
});

// What is changed for a test may be anywhere.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Changeable = any;
const exampleIn = (changed: Changeable) =>
  changed.paths['/v2/orders/{id}'].get.responses[200].content['application/json'].example;

it('says who answers for it, where it is, and how to show who is calling', () => {
  expect(document).toMatchObject({
    openapi: '3.1.0',
    info: { license: { identifier: 'MIT' }, contact: { name: 'The partner team' } },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        oauth: {
          type: 'oauth2',
          flows: { clientCredentials: { scopes: { 'orders:write': expect.any(String) } } },
        },
      },
    },
  });
  for (const { operation } of routesOf(document)) {
    const [{ key, oauth } = {}] = [
      Object.assign({}, ...(operation.security ?? [])) as Record<string, string[]>,
    ];
    expect([key, oauth]).toEqual([[expect.stringMatching(/^\w+:\w+$/)], key]);
  }
});

it('describes everything that has a name: operations, parameters, headers, fields and tags', () => {
  const missing: string[] = [];
  const look = (place: string, described: object) => {
    const { description } = described as { description?: unknown };
    if (typeof description !== 'string' || description.length < 3) missing.push(place);
  };
  const { components = {} } = document;
  for (const { route, operation } of routesOf(document)) {
    look(route, operation);
    for (const parameter of operation.parameters ?? []) look(`${route} ${parameter.name}`, parameter);
    for (const [status, answer] of Object.entries(operation.responses)) {
      const own = resolved(answer, components);
      look(`${route} ${status}`, own);
      for (const [name, header] of Object.entries(own.headers ?? {}))
        look(`${route} ${status} ${name}`, resolved(header, components));
    }
  }
  for (const [name, schema] of Object.entries(components['schemas'] ?? {}) as [string, Schema][])
    for (const [field, each] of Object.entries(schema.properties ?? {})) look(`${name}.${field}`, each);
  for (const tag of document.tags ?? []) look(tag.name, tag);
  expect(missing).toEqual([]);
});

it('tells of limits on every answer, of replays on commands, and of its end on the older version', () => {
  const headersOf = (operation: Operation, status: string) =>
    Object.keys(resolved(operation.responses[status] ?? {}, document.components).headers ?? {});
  for (const { route, path, operation } of routesOf(document)) {
    for (const status of Object.keys(operation.responses))
      expect([route, status, headersOf(operation, status)]).toEqual([
        route,
        status,
        expect.arrayContaining(['X-Request-Id', 'RateLimit', 'RateLimit-Policy']),
      ]);
    const own = Object.keys(operation.responses).find((status) => status.startsWith('2')) ?? '';
    const isCommand = route.startsWith('POST');
    expect(headersOf(operation, own).includes('Idempotent-Replayed')).toBe(isCommand);
    expect(operation.parameters?.some(({ name }) => name === 'Idempotency-Key') ?? false).toBe(isCommand);
    const isOlder = path.startsWith('/v1/');
    expect([operation.deprecated ?? false, headersOf(operation, own).includes('Sunset')]).toEqual([
      isOlder,
      isOlder,
    ]);
  }
  expect(headersOf({ responses: { 429: { $ref: '#/components/responses/Problem429' } } }, '429')).toContain(
    'Retry-After',
  );
});

describe('is good for generators', () => {
  it('every operation has a name of its own, which reads as a function', () => {
    const names = routesOf(document).map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-zA-Z]+(V1)?$/);
  });

  it('every object has a name, every value a type, and nothing is nullable in the way of 3.0', () => {
    const nameless: string[] = [];
    const look = (place: string, schema: Schema, isNamed: boolean): void => {
      if (schema.$ref) return;
      const { properties = {}, items, anyOf, oneOf, allOf, type } = schema;
      if (Object.keys(properties).length > 0 && !isNamed)
        nameless.push(`${place} is an object without a name`);
      if (!type && !anyOf && !oneOf && !allOf) nameless.push(`${place} is of no type`);
      if ('nullable' in schema) nameless.push(`${place} is nullable`);
      const discriminated = (anyOf ?? oneOf ?? []).filter((each) => each.type !== 'null').length > 1;
      if (discriminated && !('discriminator' in schema)) nameless.push(`${place} has no discriminator`);
      for (const [name, each] of Object.entries(properties)) look(`${place}.${name}`, each, false);
      for (const each of [...(anyOf ?? []), ...(oneOf ?? []), ...(allOf ?? [])]) look(place, each, false);
      if (items) look(`${place}[]`, items, false);
    };
    for (const [name, schema] of Object.entries(document.components?.['schemas'] ?? {}) as [string, Schema][])
      look(name, schema, true);
    for (const { route, operation } of routesOf(document)) {
      for (const { name, schema = {} } of operation.parameters ?? []) look(`${route} ${name}`, schema, false);
      const bodies = [operation.requestBody, ...Object.values(operation.responses)];
      for (const body of bodies)
        for (const [type, { schema = {} }] of Object.entries(
          resolved(body ?? {}, document.components).content ?? {},
        ))
          look(`${route} ${type}`, schema, false);
    }
    expect(nameless).toEqual([]);
  });
});
