import type { ShopService } from '@frontdesk/testing';
import { Stand } from './stand.js';

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.start();
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => stand.shop.reset());

interface Json {
  [field: string]: Json;
  [Symbol.iterator](): Iterator<Json>;
}
const asked = async (path: string, subject = 'alice', init?: RequestInit) => {
  const answer = await stand.ask(path, subject, init);
  return { answer, body: (await answer.json()) as Json };
};
const put = (productId: string, body: unknown, subject: string, headers: Record<string, string> = {}) =>
  asked(`/v2/cart/items/${productId}`, subject, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
/** What a service itself says, asked past the gateway. */
const said = async (service: ShopService, path: string, user: string) =>
  (await (await fetch(stand.shop.url(service) + path, { headers: { 'x-user-id': user } })).json()) as Json;

/** Leaves a user's cart with these products alone. */
async function cartWith(subject: string, ...productIds: string[]) {
  const headers = { 'x-user-id': subject };
  await fetch(`${stand.shop.url('carts')}/carts/me`, { method: 'DELETE', headers });
  for (const productId of productIds) await put(productId, { quantity: 2 }, subject);
  await stand.shop.reset();
}

async function eachAskedOnce(...services: ShopService[]) {
  for (const service of services) expect(await stand.shop.received(service)).toMatchObject({ total: 1 });
  expect(await stand.shop.receivedInAll()).toBe(services.length);
}

describe('GET /v2/me', () => {
  it('is who the caller is, and nothing else', async () => {
    const { body } = await asked('/v2/me');
    expect(body).toEqual({
      id: 'alice',
      name: 'Alice Lindgren',
      email: 'alice@example.com',
      avatarUrl: expect.any(String),
      meta: { missing: [] },
    });
    await eachAskedOnce('users');
  });
});

describe('the catalogue', () => {
  it('is a dozen products with prices, and the categories, in one call to each service', async () => {
    const { answer, body } = await asked('/v2/products');
    expect([answer.status, body.meta]).toEqual([200, { missing: [] }]);
    expect(body.items).toHaveLength(12);
    expect(body.items?.[0]).toEqual({
      id: expect.any(String),
      name: expect.any(String),
      imageUrl: expect.any(String),
      price: { amount: expect.any(Number), currency: 'EUR' },
      inStock: expect.any(Boolean),
    });
    expect(body.categories).toHaveLength(10);
    expect((await stand.shop.received('products')).routes).toEqual({
      'GET /products': 1,
      'GET /products/categories': 1,
    });
    for (const service of ['pricing', 'inventory'] as const)
      expect(await stand.shop.received(service)).toMatchObject({ total: 1 });
  });

  it('says the categories on its first page alone, and goes on where that ended', async () => {
    const first = await asked('/v2/products?q=coffee&limit=2');
    const next = await asked(`/v2/products?q=coffee&limit=2&cursor=${String(first.body.nextCursor)}`);
    expect(next.body).toMatchObject({ categories: null, meta: { missing: [] } });
    const both = await asked('/v2/products?q=coffee&limit=4');
    expect([...(first.body.items ?? []), ...(next.body.items ?? [])]).toEqual(both.body.items);
  });

  it('is what is searched for, in a category', async () => {
    const { body } = await asked(
      `/v2/products?q=mini&category=${encodeURIComponent('Home Office')}&limit=50`,
    );
    const names = [...(body.items ?? [])].map(({ name }) => String(name));
    expect(names.length).toBeGreaterThan(0);
    expect(names.join()).toMatch(/^(?:[^,]*mini[^,]*,?)+$/i);
  });

  it.each([
    ['pricing', 'price'],
    ['inventory', 'stock'],
  ] as const)('goes on without %s, and says so', async (service, part) => {
    await stand.shop.break(service, { status: 500 });
    const { answer, body } = await asked(`/v2/products?q=lamp&limit=${service === 'pricing' ? 3 : 4}`);
    expect([answer.status, body.meta]).toEqual([200, { missing: [part] }]);
    expect(body.items?.[0]?.[part === 'price' ? 'price' : 'inStock']).toBeNull();
  });

  it('refuses a cursor that nobody gave out', async () => {
    const { answer, body } = await asked('/v2/products?cursor=made-up');
    expect([answer.status, body.errors]).toMatchObject([400, [{ in: 'query', field: 'cursor' }]]);
  });
});

describe('GET /v2/orders', () => {
  it("is the caller's own, page by page, in one call", async () => {
    const first = await asked('/v2/orders?limit=3');
    expect(Object.keys(first.body.items?.[0] ?? {})).toEqual([
      'id',
      'status',
      'total',
      'itemCount',
      'createdAt',
    ]);
    await eachAskedOnce('orders');
    const next = await asked(`/v2/orders?limit=3&cursor=${String(first.body.nextCursor)}`);
    const all = await said('orders', '/orders?limit=6', 'alice');
    expect([...(first.body.items ?? []), ...(next.body.items ?? [])].map(({ id }) => id)).toEqual(
      [...(all.items ?? [])].map(({ id }) => id),
    );
  });
});

describe('GET /v2/account', () => {
  it('is the profile and what is paid with, in one call to each service', async () => {
    const { body } = await asked('/v2/account');
    expect(Object.keys(body)).toEqual(['profile', 'paymentMethods', 'meta']);
    expect(Object.keys(body.profile ?? {})).toEqual(['name', 'email', 'avatarUrl', 'phone', 'address']);
    expect(body.paymentMethods?.[0]).toEqual({
      id: 'pm-alice-1',
      kind: 'visa',
      last4: expect.any(String),
      isDefault: true,
    });
    await eachAskedOnce('users', 'payments');
  });

  it('goes on without payments', async () => {
    await stand.shop.break('payments', { hang: true });
    const { answer, body } = await asked('/v2/account');
    expect([answer.status, body.paymentMethods, body.meta]).toEqual([
      200,
      null,
      { missing: ['paymentMethods'] },
    ]);
  });
});

describe('the cart', () => {
  it('is what lies in it, and what it costs, in one call to each service', async () => {
    await cartWith('alice', 'p-001', 'p-002');
    const { answer, body } = await asked('/v2/cart');
    expect(answer.status).toBe(200);
    expect(body.items?.[0]).toEqual({
      productId: 'p-001',
      name: expect.any(String),
      imageUrl: expect.any(String),
      quantity: 2,
      price: { amount: expect.any(Number), currency: 'EUR' },
      available: expect.any(Number),
    });
    const [first, second] = body.items ?? [];
    const amount = 2 * (Number(first?.price?.amount) + Number(second?.price?.amount));
    expect(body.total).toEqual({ amount, currency: 'EUR' });
    await eachAskedOnce('carts', 'products', 'pricing', 'inventory');
  });

  it('that was changed is the answer, so that it need not be asked for', async () => {
    await cartWith('bob', 'p-001');
    const { answer, body } = await put('p-002', { quantity: 3 }, 'bob');
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    await eachAskedOnce('carts', 'products', 'pricing', 'inventory');
    expect(body.items).toMatchObject([{ productId: 'p-001' }, { productId: 'p-002', quantity: 3 }]);
    expect(body).toEqual((await asked('/v2/cart', 'bob')).body);
    const removed = await asked('/v1/cart/items/p-001', 'bob', { method: 'DELETE' });
    expect(removed.body.items).toMatchObject([{ productId: 'p-002' }]);
    expect(removed.body).toEqual((await asked('/v1/cart', 'bob')).body);
  });

  it('is changed once for a key: a late repeat undoes nothing', async () => {
    await cartWith('carol');
    const key = { 'idempotency-key': 'carol-1' };
    const first = await put('p-001', { quantity: 1 }, 'carol', key);
    await put('p-001', { quantity: 5 }, 'carol');
    const repeated = await put('p-001', { quantity: 1 }, 'carol', key);
    expect([first.answer.status, repeated.answer.status]).toEqual([200, 200]);
    expect((await asked('/v2/cart', 'carol')).body.items).toMatchObject([{ quantity: 5 }]);
  });

  it.each<[unknown, Record<string, string>, object]>([
    [{ quantity: 0 }, {}, { in: 'body', field: 'quantity' }],
    [{ quantity: '1' }, {}, { in: 'body', field: 'quantity' }],
    [{}, {}, { in: 'body', field: 'quantity' }],
    [{ quantity: 1 }, { 'idempotency-key': 'two words' }, { in: 'header', field: 'Idempotency-Key' }],
    [{ quantity: 1 }, { 'idempotency-key': 'x'.repeat(256) }, { in: 'header', field: 'Idempotency-Key' }],
  ])('is not changed by %j with %j', async (body, headers, error) => {
    const { answer, body: problem } = await put('p-001', body, 'dave', headers);
    expect([answer.status, problem.errors]).toMatchObject([400, [error]]);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('goes on without prices, and then has no total', async () => {
    await cartWith('erin', 'p-003');
    await stand.shop.break('pricing', { status: 500 });
    const { body } = await asked('/v2/cart', 'erin');
    expect([body.items?.[0]?.price, body.total, body.meta]).toEqual([null, null, { missing: ['price'] }]);
  });
});

describe('GET /v2/checkout', () => {
  it('is what would be bought, where it goes and how it is paid', async () => {
    await cartWith('alice', 'p-001');
    const { body } = await asked('/v2/checkout');
    expect(Object.keys(body)).toEqual(['items', 'total', 'customer', 'paymentMethods', 'meta']);
    expect(body.items?.[0]).toEqual({
      name: expect.any(String),
      quantity: 2,
      price: { amount: expect.any(Number), currency: 'EUR' },
    });
    expect(body.customer).toEqual({ name: 'Alice Lindgren', address: expect.any(Object) });
    await eachAskedOnce('carts', 'users', 'payments', 'products', 'pricing');
  });
});

describe('what a phone has already', () => {
  const PATHS = [
    'home',
    'me',
    'products',
    'products?q=lamp',
    'products/p-001',
    'cart',
    'orders',
    'orders/o-0042',
    'account',
    'checkout',
    'notifications',
    'notifications?limit=2',
    'sync',
    'app-policy',
  ];

  it.each(PATHS.flatMap((path) => [`/v1/${path}`, `/v2/${path}`]))('is not sent again: %s', async (path) => {
    const first = await stand.ask(path, 'alice');
    const tag = String(first.headers.get('etag'));
    expect([first.status, tag]).toEqual([200, expect.stringMatching(/^"[\w-]+"$/)]);
    const again = await stand.ask(path, 'alice', { headers: { 'if-none-match': tag } });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
    expect((await stand.ask(path, 'alice', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });
});

it('everything asks who is calling, but the policy for apps', async () => {
  const { body } = await asked('/openapi.json');
  for (const [path, item] of Object.entries(body.paths ?? {})) {
    for (const method of Object.keys(item)) {
      const { status } = await stand.ask(path.replace(/\{\w+\}/, 'p-001'), undefined, {
        method: method.toUpperCase(),
      });
      expect([path, status]).toEqual([path, path.endsWith('/app-policy') ? 200 : 401]);
    }
  }
  expect(await stand.shop.receivedInAll()).toBe(0);
});
