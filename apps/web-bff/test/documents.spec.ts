import { type Route, routesOf } from '@frontdesk/testing';
import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { addressOf, askRoute, nameOf } from './routes.js';
import { Stand } from './stand.js';

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

interface Operation {
  readonly operationId: string;
  readonly security: readonly Record<string, unknown>[];
  readonly responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
}

interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, JsonSchema> };
}

let stand: Stand;
let document: Document;
let operations: readonly (Route & { operation: Operation })[];
/** What is no part of the API: what people read, and the files of the shop in the browser. */
const isForPeople = (template: string) => !/^\/(?:api|bff)\//.test(template);

beforeAll(async () => {
  stand = await Stand.start();
  document = (await (await stand.ask('/openapi.json')).json()) as Document;
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      template: path.replace(/\{(\w+)\}/g, ':$1'),
      operation,
    })),
  );
});
afterAll(() => stand[Symbol.asyncDispose]());

describe('the OpenAPI document of web-bff', () => {
  it('is valid, and every name that it refers to is in it', async () => {
    expect(await new Validator().validate({ ...structuredClone(document) })).toMatchObject({ valid: true });
    const [references, names] = [new Set<string>(), document.components.schemas];
    JSON.stringify(document, (key, value: unknown) => {
      if (key === '$ref') references.add(String(value));
      return value;
    });
    const schemas = [...references].flatMap((reference) => reference.split('/schemas/')[1] ?? []);
    expect(Object.keys(names)).toEqual(expect.arrayContaining(schemas));
  });

  it('names each operation once, and goes on calling it so', () => {
    const ids = operations.map(({ operation, ...route }) => `${operation.operationId}: ${nameOf(route)}`);
    // What is generated from the document goes by these names.
    expect(ids.sort()).toEqual([
      'Account_account: GET /api/account',
      'Backchannel_end: POST /bff/backchannel-logout',
      'Cart_page: GET /api/cart',
      'Cart_put: PUT /api/cart/items/:productId',
      'Cart_remove: DELETE /api/cart/items/:productId',
      'Checkout_page: GET /api/checkout',
      'Checkout_purchase: POST /api/checkout',
      'Home_home: GET /api/home',
      'LogIn_finish: GET /bff/callback',
      'LogIn_start: GET /bff/login',
      'LogOut_end: GET /bff/logout',
      'OrderEvents_events: GET /api/orders/:id/events',
      'Orders_details: GET /api/orders/:id',
      'Orders_list: GET /api/orders',
      'Products_list: GET /api/products',
      'Products_page: GET /api/products/:id',
      'User_user: GET /bff/user',
      'get_api_users_me: GET /api/users/me',
      'patch_api_users_me: PATCH /api/users/me',
      'post_api_notifications_id_read: POST /api/notifications/:id/read',
    ]);
  });

  it('has every route of the API that the router has, and no other', () => {
    const routes = routesOf(stand.gateway).filter(
      ({ method, template }) => method !== 'HEAD' && !isForPeople(template),
    );
    expect(operations.map(nameOf).sort()).toEqual(routes.map(nameOf).sort());
  });

  it('says of each route whether it needs a session and X-CSRF', async () => {
    const { cookie } = await stand.logIn('alice');
    for (const { operation, ...route } of operations) {
      const asks = (scheme: string) => operation.security.some((required) => scheme in required);
      const nobody = await askRoute(stand.gateway, route, { 'x-csrf': '1' });
      expect([nameOf(route), nobody.status === 401]).toEqual([nameOf(route), asks('session')]);
      // Of what is public, logging in and out among it, no header is asked.
      if (!asks('session')) continue;
      const another = await askRoute(stand.gateway, route, { cookie });
      expect([nameOf(route), another.status === 403]).toEqual([nameOf(route), asks('csrf')]);
    }
  });

  it('says what comes back: each answer has the fields that its schema names, and no other', async () => {
    const { ask } = await stand.logIn('alice');
    const orders = (await (await ask('/api/orders')).json()) as { items: { id: string }[] };
    const notices = (await (await ask('/api/home')).json()) as { notifications: { id: string }[] };
    const ids: Record<string, string | undefined> = {
      '/api/orders/:id': orders.items[0]?.id,
      '/api/notifications/:id/read': notices.notifications[0]?.id,
    };
    const bodies: Record<string, object> = {
      'PUT /api/cart/items/:productId': { quantity: 1 },
      'PATCH /api/users/me': { name: 'Alice' },
    };
    const answering = operations.filter(
      ({ operation }) => operation.responses[200]?.content?.['application/json'],
    );
    for (const { operation, ...route } of answering) {
      const { method, template } = route;
      const body = bodies[nameOf(route)];
      const answer = await ask(addressOf(route, ids[template] ?? 'p-001'), {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      expect([nameOf(route), answer.status]).toEqual([nameOf(route), 200]);
      const { schema } = operation.responses[200]!.content!['application/json']!;
      const { error } = schemaOf(schema).safeParse(await answer.json());
      expect([nameOf(route), error?.issues ?? []]).toEqual([nameOf(route), []]);
    }
    expect(answering).toHaveLength(14);
  });

  it('says where browsers are led, and by which status', async () => {
    const led = operations.filter(({ operation }) => operation.responses[303]);
    expect(led.map(nameOf)).toEqual(['GET /bff/login', 'GET /bff/logout']);
    expect((await stand.ask('/bff/login')).status).toBe(303);
  });

  it('says how a refusal looks', async () => {
    const problem = schemaOf(document.components.schemas.Problem!);
    for (const path of ['/api/home', '/api/products/nothing', '/api/products?limit=x']) {
      expect(problem.safeParse(await (await stand.ask(path)).json()).error?.issues ?? []).toEqual([]);
    }
  });
});

/** A schema of the document as one that checks; what it refers to is beside it there, and within it here. */
function schemaOf(schema: JsonSchema): z.ZodType {
  const whole = { ...(schema as object), $defs: document.components.schemas };
  const text = JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(text) as JsonSchema);
}
