import { z } from 'zod';
import { Stand } from './stand.js';

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

interface Operation {
  readonly operationId: string;
  readonly deprecated?: boolean;
  readonly security: readonly object[];
  readonly parameters?: readonly object[];
  readonly responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

let stand: Stand;
let document: Document;
let operations: readonly { path: string; method: string; operation: Operation }[];
beforeAll(async () => {
  stand = await Stand.start();
  document = (await (await stand.ask('/openapi.json')).json()) as Document;
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
});
afterAll(() => stand[Symbol.asyncDispose]());

describe('the OpenAPI document of mobile-bff', () => {
  it('holds every name that it refers to', () => {
    const references = new Set<string>();
    JSON.stringify(document, (key, value: unknown) => {
      if (key === '$ref') references.add(String(value));
      return value;
    });
    for (const reference of references) {
      const [, , kind = '', name = ''] = reference.split('/');
      expect([reference, document.components[kind]?.[name]]).toEqual([reference, expect.any(Object)]);
    }
  });

  it('names each operation of the second version once, and goes on calling it so', () => {
    const ids = operations.map(
      ({ operation, method, path }) => `${operation.operationId}: ${method} ${path}`,
    );
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    const ofTheSecond = ids.filter((id) => id.includes(' /v2/'));
    expect(ofTheSecond).toEqual(
      expect.arrayContaining([
        'Account_account: GET /v2/account',
        'AppPolicy_policy: GET /v2/app-policy',
        'Cart_put: PUT /v2/cart/items/{productId}',
        'Cart_remove: DELETE /v2/cart/items/{productId}',
        'Cart_screen: GET /v2/cart',
        'Checkout_purchase: POST /v2/checkout',
        'Checkout_screen: GET /v2/checkout',
        'Home_home: GET /v2/home',
        'Me_me: GET /v2/me',
        'Notifications_list: GET /v2/notifications',
        'Orders_list: GET /v2/orders',
        'Orders_order: GET /v2/orders/{id}',
        'Products_catalogue: GET /v2/products',
        'Products_product: GET /v2/products/{id}',
        'Notifications_read: POST /v2/notifications/{id}/read',
      ]),
    );
    for (const id of ofTheSecond) expect(id).toMatch(/^[A-Z]\w+_\w+:/);
  });

  it('says of the first version, alone, that it is deprecated', () => {
    for (const { path, operation } of operations)
      expect([path, operation.deprecated === true]).toEqual([path, path.startsWith('/v1/')]);
  });

  it('says what an app may tell of itself, and what one that is too old is told', () => {
    for (const { path, operation } of operations) {
      for (const name of ['AppVersion', 'AppPlatform', 'RequestTimeout'])
        expect(operation.parameters).toContainEqual({ $ref: `#/components/parameters/${name}` });
      expect([path, '426' in operation.responses]).toEqual([path, !path.endsWith('/app-policy')]);
    }
  });

  it('says what comes back: each answer has the fields that its schema names', async () => {
    const read = operations.filter(({ method }) => method === 'GET');
    for (const { path, operation } of read) {
      const answer = await stand.ask(
        path.replace('{id}', path.includes('orders') ? 'o-0042' : 'p-001'),
        'alice',
      );
      expect([path, answer.status]).toEqual([path, 200]);
      const { schema } = operation.responses[200]!.content!['application/json']!;
      const { error } = schemaOf(schema).safeParse(await answer.json());
      expect([path, error?.issues ?? []]).toEqual([path, []]);
    }
    expect(read.length).toBeGreaterThanOrEqual(22);
  });
});

/** A schema of the document as one that checks; what it refers to is beside it there, and within it here. */
function schemaOf(schema: JsonSchema): z.ZodType {
  const whole = { ...(schema as object), $defs: document.components['schemas'] };
  const text = JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(text) as JsonSchema);
}
