import { type Route, routesOf } from '@frontdesk/testing';
import fc from 'fast-check';
import { z } from 'zod';
import { Stand } from '../stand.js';
import {
  type Malformation,
  wrongAppHeaders,
  wrongBody,
  wrongCredentials,
  wrongHttp,
  wrongId,
  wrongKey,
  wrongQueryOf,
} from './malformations.js';
import { RawConnection, type RawRequest } from './raw-connection.js';

const RUNS = 1_000;

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];
interface Operation {
  readonly security: readonly object[];
  readonly parameters?: readonly { readonly name?: string; readonly in?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** What each command is sent by who means it, by the end of its address. */
const MEANT: Readonly<Record<string, string>> = {
  '/cart/items/:productId': '{"quantity":1}',
  '/checkout': '{"paymentMethodId":"pm-alice-1"}',
};

const stand = await Stand.start({ RATE_LIMIT: '1000000/1s' });
const document = (await (await stand.ask('/openapi.json')).json()) as Document;
const token = await stand.issuer.mint({ sub: 'alice', aud: 'urn:frontdesk:mobile-bff' });
const connection = new RawConnection(stand.gateway.url);
await stand.shop.reset();
afterAll(async () => {
  connection[Symbol.dispose]();
  await stand[Symbol.asyncDispose]();
});

/** HEAD goes the way of GET. */
const routes = routesOf(stand.gateway).filter(({ method }) => method !== 'HEAD');

function operationOf({ method, template }: Route): Operation | undefined {
  return document.paths[template.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
}

/** A request as it would be answered with what was asked for. */
function rightRequest(route: Route): RawRequest {
  const { method, template } = route;
  const isCommand = method !== 'GET';
  const body = operationOf(route)?.requestBody && MEANT[template.replace(/^\/v\d/, '')];
  return {
    method,
    target: template.replace(/:\w+|\*/g, 'p-001'),
    headers: [
      ['host', '127.0.0.1'],
      ['authorization', `Bearer ${token}`],
      ...(isCommand ? [['idempotency-key', 'key-1'] as const] : []),
      ...(body === undefined ? [] : [['content-type', 'application/json'] as const]),
    ],
    ...(isCommand ? { body: body ?? '' } : {}),
  };
}

/** All that can be wrong with a request for this route. */
function malformationsOf(route: Route): fc.Arbitrary<Malformation> {
  const operation = operationOf(route);
  if (!operation) return wrongHttp;
  const { parameters = [], requestBody, security } = operation;
  const named = (place: string) =>
    parameters.filter((parameter) => parameter.in === place).map(({ name = '' }) => name);
  const wrong = [
    wrongHttp,
    wrongAppHeaders,
    ...named('query').map((name) => wrongQueryOf(name, route.template)),
  ];
  if (security.length > 0) wrong.push(wrongCredentials);
  if (named('path').length > 0) wrong.push(wrongId);
  if (named('header').includes('Idempotency-Key')) wrong.push(wrongKey);
  const schema = requestBody?.content['application/json']?.schema;
  if (schema) wrong.push(wrongBody(namesIn(schema), fitting(schema)));
  return fc.oneof(...wrong);
}

function resolved(schema: JsonSchema): { properties?: object; $ref?: string } {
  const { $ref } = schema as { $ref?: string };
  return $ref ? (document.components.schemas[$ref.split('/').at(-1)!] ?? {}) : (schema as object);
}
const namesIn = (schema: JsonSchema) => Object.keys(resolved(schema).properties ?? {});
function fitting(schema: JsonSchema): (body: unknown) => boolean {
  const whole = z.fromJSONSchema(resolved(schema) as JsonSchema);
  return (body) => whole.safeParse(body).success;
}

it('the routes are those of the router, and every one that is documented is among them', () => {
  const documented = Object.values(document.paths).flatMap((path) => Object.keys(path));
  expect(routes.filter((route) => operationOf(route))).toHaveLength(documented.length);
  expect(documented.length).toBeGreaterThan(30);
});

it.each(routes.map((route) => [`${route.method} ${route.template}`, route] as const))(
  '%s answers whatever is malformed with a problem, and calls nobody',
  async (_, route) => {
    const right = rightRequest(route);
    const wrong = fc.tuple(malformationsOf(route), fc.boolean()).map(([spoil, headOnly]) => {
      const spoilt = spoil(right);
      return headOnly && spoilt.method === 'GET' ? { ...spoilt, method: 'HEAD' } : spoilt;
    });
    await fc.assert(
      fc.asyncProperty(wrong, async (request) => {
        const { status, contentType, body } = await connection.ask(request);
        if (status < 400 || status > 499 || contentType !== 'application/problem+json')
          throw new Error(`answered with ${status} ${contentType} ${body.slice(0, 300)}`);
      }),
      { numRuns: RUNS },
    );
    expect(await stand.shop.receivedInAll()).toBe(0);
  },
);
