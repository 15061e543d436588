import { faultIn } from '../src/check.js';
import { SERVICES } from '../src/services.js';
import { type Asked, type RunningShop, runShop } from './running-shop.js';

/** Each route once, as its callers use it; what it answers must be what its OpenAPI document says. */
const CALLS: readonly [route: string, path: string, asked: Asked, status: number, part: object][] = [
  ['GET /users/me', '/users/me', { as: 'bob' }, 200, { id: 'bob', email: 'bob@example.com' }],
  [
    'PATCH /users/me',
    '/users/me',
    { method: 'PATCH', as: 'bob', body: { phone: '+31 6 1' } },
    200,
    { phone: '+31 6 1' },
  ],
  ['GET /users', '/users?ids=carol,nobody,alice', {}, 200, { items: [{ id: 'carol' }, { id: 'alice' }] }],
  ['GET /users/:id', '/users/alice', {}, 200, { id: 'alice', name: 'Alice Lindgren' }],
  [
    'GET /products',
    '/products?limit=1',
    {},
    200,
    { items: [{ id: 'p-001' }], nextCursor: expect.any(String) },
  ],
  [
    'GET /products/categories',
    '/products/categories',
    {},
    200,
    { items: expect.arrayContaining([{ name: 'Home Office', count: 20 }]) },
  ],
  ['GET /products/:id', '/products/p-200', {}, 200, { id: 'p-200', category: 'Wellness' }],
  [
    'GET /inventory',
    '/inventory?ids=p-002,p-001',
    {},
    200,
    { items: [{ productId: 'p-002' }, { productId: 'p-001' }] },
  ],
  [
    'GET /inventory/:productId',
    '/inventory/p-001',
    {},
    200,
    { productId: 'p-001', available: expect.any(Number) },
  ],
  [
    'POST /reservations',
    '/reservations',
    { method: 'POST', body: { items: [{ productId: 'p-003', quantity: 1 }] } },
    201,
    { id: 'rsv-0001', status: 'held' },
  ],
  [
    'POST /reservations/:id/release',
    '/reservations/rsv-0001/release',
    { method: 'POST' },
    200,
    { status: 'released' },
  ],
  [
    'GET /prices',
    '/prices?ids=p-001',
    {},
    200,
    { items: [{ productId: 'p-001', price: { currency: 'EUR' } }] },
  ],
  ['GET /prices/:productId', '/prices/p-001', {}, 200, { productId: 'p-001' }],
  ['GET /reviews', '/reviews?productId=p-001&limit=2', {}, 200, { summary: { count: expect.any(Number) } }],
  [
    'GET /recommendations',
    '/recommendations?productId=p-001&limit=1',
    {},
    200,
    { items: [{ reason: expect.any(String), price: { currency: 'EUR' } }] },
  ],
  [
    'GET /recommendations/personal',
    '/recommendations/personal?limit=1',
    { as: 'alice' },
    200,
    { items: [{ name: expect.any(String) }] },
  ],
  ['GET /carts/me', '/carts/me', { as: 'alice' }, 200, { userId: 'alice' }],
  [
    'PUT /carts/me/items/:productId',
    '/carts/me/items/p-009',
    { method: 'PUT', as: 'new', body: { quantity: 2 } },
    200,
    { userId: 'new', items: [{ productId: 'p-009', quantity: 2 }] },
  ],
  [
    'DELETE /carts/me/items/:productId',
    '/carts/me/items/p-009',
    { method: 'DELETE', as: 'new' },
    200,
    { items: [] },
  ],
  ['DELETE /carts/me', '/carts/me', { method: 'DELETE', as: 'alice' }, 200, { userId: 'alice', items: [] }],
  [
    'GET /orders',
    '/orders?limit=1',
    { as: 'alice' },
    200,
    { items: [{ id: 'o-0296', userId: 'alice', status: 'pending' }] },
  ],
  ['GET /orders/:id', '/orders/o-0042', {}, 200, { id: 'o-0042', userId: 'alice' }],
  [
    'POST /orders',
    '/orders',
    { method: 'POST', as: 'bob', body: { items: [{ productId: 'p-001', quantity: 2 }] } },
    201,
    { id: 'o-0302', userId: 'bob', partnerId: null, status: 'pending' },
  ],
  [
    'POST /orders/:id/cancel',
    '/orders/o-0302/cancel',
    { method: 'POST', as: 'bob' },
    200,
    { status: 'cancelled' },
  ],
  [
    'GET /payments',
    '/payments?orderId=o-0042',
    {},
    200,
    { items: [{ orderId: 'o-0042', status: 'captured' }] },
  ],
  ['GET /payments/:id', '/payments/pay-0042', {}, 200, { orderId: 'o-0042' }],
  [
    'GET /payment-methods',
    '/payment-methods',
    { as: 'alice' },
    200,
    { items: [{ id: 'pm-alice-1', isDefault: true }, { last4: '0002' }] },
  ],
  [
    'POST /charges',
    '/charges',
    { method: 'POST', as: 'alice', body: { amount: { amount: 990, currency: 'EUR' }, orderId: 'o-0296' } },
    201,
    { id: 'pay-0301', status: 'captured', orderId: 'o-0296' },
  ],
  ['POST /charges/:id/refund', '/charges/pay-0301/refund', { method: 'POST' }, 200, { status: 'refunded' }],
  [
    'GET /shipments',
    '/shipments?orderId=o-0042',
    {},
    200,
    { items: [{ orderId: 'o-0042', status: 'delivered' }] },
  ],
  ['GET /shipments/:id', '/shipments/shp-0001', {}, 200, { id: 'shp-0001' }],
  [
    'POST /shipments',
    '/shipments',
    { method: 'POST', body: { orderId: 'o-0296', carrier: 'DHL' } },
    201,
    { orderId: 'o-0296', status: 'preparing', carrier: 'DHL' },
  ],
  [
    'GET /notifications',
    '/notifications?unread=true&limit=1',
    { as: 'alice' },
    200,
    { items: [{ userId: 'alice', unread: true }] },
  ],
  [
    'POST /notifications/:id/read',
    '/notifications/n-0001/read',
    { method: 'POST', as: 'alice' },
    200,
    { id: 'n-0001', unread: false },
  ],
];

describe('the API of the shop', () => {
  let shop: RunningShop;
  beforeAll(async () => void (shop = await runShop()));
  afterAll(() => shop[Symbol.asyncDispose]());

  const serviceOf = (name: string) =>
    SERVICES.find(({ routes }) => routes.some((route) => route.name === name));

  it.each(CALLS)('answers %s', async (name, path, asked, status, part) => {
    const service = serviceOf(name);
    const answer = await shop.ask(service?.name ?? '', path, asked);
    expect(answer).toMatchObject({ status, body: part });
    expect(answer.headers.get('x-instance')).toBe(`${service?.name}@${shop.services[service?.name ?? '']}`);
    const schema = service?.routes.find((route) => route.name === name)?.answer ?? {};
    expect(faultIn(schema, answer.body, 'body')?.message).toBeUndefined();
  });

  it('has no route that is not asked above', () => {
    const names = SERVICES.flatMap(({ routes }) => routes.map(({ name }) => name));
    expect(CALLS.map(([name]) => name).sort()).toEqual(names.sort());
  });

  it.each(SERVICES.map(({ name }) => name))(
    'describes %s in OpenAPI 3.1, and is healthy',
    async (service) => {
      const document = await shop.ask(service, '/openapi.json');
      expect(document).toMatchObject({ status: 200, body: { openapi: '3.1.0' } });
      const described = Object.values(document.body['paths'] as object).flatMap((path) => Object.keys(path));
      expect(described).toHaveLength(SERVICES.find(({ name }) => name === service)?.routes.length ?? 0);
      expect(await shop.ask(service, '/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
    },
  );

  it.each([
    ['users', '/users/nobody'],
    ['products', '/products/p-201'],
    ['inventory', '/inventory/p-999'],
    ['pricing', '/prices/..%2Fx'],
    ['orders', '/orders/o-0301'],
    ['payments', '/payments/x'],
    ['shipping', '/shipments/x'],
    ['shipping', '/elsewhere'],
  ])('answers 404 for what %s does not have: %s', async (service, path) => {
    const answer = await shop.ask(service, path);
    expect(answer).toMatchObject({ status: 404, body: { status: 404, title: 'Not Found' } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('answers 405 for a method that a path does not take', async () => {
    expect(await shop.ask('orders', '/orders/o-0042', { method: 'DELETE' })).toMatchObject({ status: 405 });
  });
});
