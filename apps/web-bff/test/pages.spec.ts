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
const asked = async (path: string, subject?: string, init?: RequestInit) => {
  const answer = await stand.ask(path, subject, init);
  return { answer, body: (await answer.json()) as Json };
};
const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const put = (productId: string, body: unknown, subject: string) =>
  asked(`/api/cart/items/${productId}`, subject, json('PUT', body));
const remove = (productId: string, subject: string) =>
  asked(`/api/cart/items/${productId}`, subject, { method: 'DELETE' });
/** What a service itself says, asked past the gateway. */
const said = async (service: ShopService, path: string, user: string) =>
  (await (await fetch(stand.shop.url(service) + path, { headers: { 'x-user-id': user } })).json()) as Json;

/** Leaves a user's cart with these products alone. */
async function cartWith(subject: string, ...productIds: string[]) {
  await fetch(`${stand.shop.url('carts')}/carts/me`, {
    method: 'DELETE',
    headers: { 'x-user-id': subject },
  });
  for (const productId of productIds) await put(productId, { quantity: 2 }, subject);
  await stand.shop.reset();
}

describe('GET /api/cart', () => {
  it('is what lies in it, joined with products, prices and stock, and what it costs', async () => {
    await cartWith('alice', 'p-001', 'p-002');
    const { answer, body } = await asked('/api/cart', 'alice');
    expect([answer.status, answer.headers.get('x-complete'), body.meta]).toEqual([
      200,
      'true',
      { missing: [] },
    ]);
    expect(Object.keys(body)).toEqual(['items', 'total', 'meta']);
    const [first, second] = body.items ?? [];
    expect(first).toEqual({
      productId: 'p-001',
      quantity: 2,
      addedAt: expect.any(String),
      product: { name: expect.any(String), brand: expect.any(String), imageUrl: expect.any(String) },
      price: expect.objectContaining({ amount: expect.any(Number), currency: 'EUR' }),
      stock: expect.objectContaining({ available: expect.any(Number) }),
    });
    const amount = 2 * (Number(first?.price?.amount) + Number(second?.price?.amount));
    expect(body.total).toEqual({ amount, currency: 'EUR' });
  });

  it('asks each service once, however much lies in it', async () => {
    await cartWith('alice', 'p-001', 'p-002', 'p-003', 'p-004');
    await asked('/api/cart', 'alice');
    for (const service of ['carts', 'products', 'pricing', 'inventory'] as const)
      expect(await stand.shop.received(service)).toMatchObject({ total: 1 });
    expect(await stand.shop.receivedInAll()).toBe(4);
  });

  it.each([
    ['products', 'product'],
    ['pricing', 'price'],
    ['inventory', 'stock'],
  ] as const)('goes on without %s, and says so', async (service, part) => {
    await cartWith('alice', 'p-001');
    await stand.shop.break(service, { status: 500 });
    const { answer, body } = await asked('/api/cart', 'alice');
    expect([answer.status, body.items?.[0]?.[part], body.meta]).toEqual([200, null, { missing: [part] }]);
    expect(body.total === null).toBe(part === 'price');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('has no total where a product has no price, and is complete', async () => {
    await cartWith('alice', 'p-001', 'p-999');
    const { body } = await asked('/api/cart', 'alice');
    expect(body.items?.[1]).toMatchObject({ productId: 'p-999', product: null, price: null, stock: null });
    expect([body.total, body.meta]).toEqual([null, { missing: [] }]);
  });

  it('of somebody who never used it is empty, and asks nobody else', async () => {
    const { body } = await asked('/api/cart', 'newcomer');
    expect(body).toEqual({ items: [], total: null, meta: { missing: [] } });
    expect(await stand.shop.receivedInAll()).toBe(1);
  });

  it('is a problem without carts', async () => {
    await stand.shop.break('carts', { status: 500 });
    expect((await asked('/api/cart', 'alice')).answer.status).toBe(502);
  });
});

describe('/api/cart/items/:productId', () => {
  it('puts and takes out, and the next cart shows it', async () => {
    await cartWith('bob', 'p-001');
    const { answer, body } = await put('p-002', { quantity: 3 }, 'bob');
    expect(answer.status).toBe(200);
    expect(body.items).toEqual([
      { productId: 'p-001', quantity: 2, addedAt: expect.any(String) },
      { productId: 'p-002', quantity: 3, addedAt: expect.any(String) },
    ]);
    expect(body).not.toHaveProperty('userId');
    expect((await asked('/api/cart', 'bob')).body.items).toMatchObject([
      { productId: 'p-001' },
      { productId: 'p-002', quantity: 3 },
    ]);
    expect((await remove('p-001', 'bob')).body.items).toHaveLength(1);
    expect((await asked('/api/cart', 'bob')).body.items).toMatchObject([{ productId: 'p-002' }]);
  });

  it("changes the caller's own cart alone", async () => {
    await cartWith('carol');
    const before = await said('carts', '/carts/me', 'dave');
    const headers = { 'content-type': 'application/json', 'x-user-id': 'dave' };
    await asked('/api/cart/items/p-005', 'carol', { ...json('PUT', { quantity: 1 }), headers });
    expect(await said('carts', '/carts/me', 'dave')).toEqual(before);
    expect((await said('carts', '/carts/me', 'carol')).items).toMatchObject([{ productId: 'p-005' }]);
  });

  it.each<[unknown, string]>([
    [{ quantity: 0 }, 'quantity'],
    [{ quantity: 100 }, 'quantity'],
    [{ quantity: 1.5 }, 'quantity'],
    [{ quantity: '1' }, 'quantity'],
    [{}, 'quantity'],
  ])('refuses %j, naming the field, and calls nobody', async (body, field) => {
    const { answer, body: problem } = await put('p-001', body, 'bob');
    expect([answer.status, problem.errors]).toMatchObject([400, [{ in: 'body', field }]]);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('refuses fields that it does not know, and what is no id', async () => {
    const more = await put('p-001', { quantity: 1, price: 0 }, 'bob');
    expect([more.answer.status, JSON.stringify(more.body)]).toEqual([400, expect.stringContaining('price')]);
    const { answer, body } = await put('a%20b', { quantity: 1 }, 'bob');
    expect([answer.status, body.errors]).toMatchObject([400, [{ in: 'path', field: 'productId' }]]);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('tells in words of ours where the service refuses', async () => {
    await stand.shop.break('carts', { status: 422 });
    const { answer, body } = await put('p-001', { quantity: 1 }, 'bob');
    expect([answer.status, body.type]).toEqual([422, '/problems/unprocessable']);
    expect(JSON.stringify(body)).not.toContain('a fault was asked for');
  });
});

describe('GET /api/account', () => {
  const PARTS = { orders: 'orders', notifications: 'notifications', payments: 'paymentMethods' } as const;

  it('is profile, orders, notifications and payment methods, in one call to each service', async () => {
    const { answer, body } = await asked('/api/account', 'alice');
    expect(answer.status).toBe(200);
    expect(Object.keys(body)).toEqual(['profile', 'orders', 'notifications', 'paymentMethods', 'meta']);
    expect(body.profile).toMatchObject({ id: 'alice', email: 'alice@example.com' });
    expect(body.orders).toHaveLength(10);
    expect(body.notifications).toHaveLength(10);
    expect(body.paymentMethods).toEqual([
      {
        id: 'pm-alice-1',
        kind: 'visa',
        last4: expect.stringMatching(/^\d{4}$/),
        expiresAt: expect.stringMatching(/^2030-\d\d$/),
        isDefault: true,
      },
      expect.objectContaining({ id: 'pm-alice-2', last4: '0002', isDefault: false }),
    ]);
    expect(JSON.stringify(body)).not.toMatch(/riskScore|fraudScore|userId/);
    for (const service of ['users', 'orders', 'notifications', 'payments'] as const)
      expect(await stand.shop.received(service)).toMatchObject({ total: 1 });
    expect(await stand.shop.receivedInAll()).toBe(4);
  });

  it.each(Object.entries(PARTS) as [keyof typeof PARTS, string][])(
    'goes on without %s, and says so',
    async (service, part) => {
      await stand.shop.break(service, { status: 503 });
      const { answer, body } = await asked('/api/account', 'alice');
      expect([answer.status, body[part], body.meta]).toEqual([200, null, { missing: [part] }]);
    },
  );

  it('is a problem without the profile', async () => {
    await stand.shop.break('users', { status: 500 });
    expect((await asked('/api/account', 'alice')).answer.status).toBe(502);
  });

  it('shows a notification as read once it was marked so, by its own user alone', async () => {
    const read = (id: string, subject: string) =>
      asked(`/api/notifications/${id}/read`, subject, { method: 'POST' });
    const unread = (await asked('/api/account', 'erin')).body.notifications;
    const id = String(unread?.[0]?.id);
    expect(unread?.[0]?.unread).toBe(true);
    expect((await read(id, 'bob')).answer.status).toBe(404);
    const { answer, body } = await read(id, 'erin');
    expect([answer.status, body]).toEqual([200, { ...unread?.[0], unread: false }]);
    expect((await asked('/api/account', 'erin')).body.notifications?.[0]).toMatchObject({
      id,
      unread: false,
    });
  });
});

describe('the catalogue', () => {
  it('says what categories there are, and asks for them once in a while', async () => {
    const first = await asked('/api/products?limit=1&q=mini');
    expect(first.body.categories).toHaveLength(10);
    expect(first.body.categories?.[0]).toEqual({ name: expect.any(String), count: 20 });
    const second = await asked('/api/products?limit=2&q=mini');
    expect(second.body.categories).toEqual(first.body.categories);
    expect((await stand.shop.received('products')).routes).toEqual({
      'GET /products': 2,
      'GET /products/categories': 1,
    });
  });

  it('narrows words by category, page by page', async () => {
    const category = encodeURIComponent('Home Office');
    const seen: Json[] = [];
    let cursor = '';
    do {
      const { body } = await asked(`/api/products?q=a&category=${category}&limit=6${cursor}`);
      seen.push(...(body.items ?? []));
      cursor = body.nextCursor ? `&cursor=${String(body.nextCursor)}` : '';
    } while (cursor);
    const all = await asked(`/api/products?q=a&category=${category}&limit=100`);
    expect(seen).toEqual(all.body.items);
    expect(new Set(seen.map((item) => String(item.category)))).toEqual(new Set(['Home Office']));
  });
});

describe('what browsers may store', () => {
  it.each(['/api/home', '/api/account', '/api/cart', '/api/orders', '/api/orders/o-0042', '/api/users/me'])(
    "is nothing of %s, which is somebody's",
    async (path) => {
      const { answer } = await asked(path, 'alice');
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    },
  );

  it('is nothing of what a command answers', async () => {
    const { answer } = await put('p-001', { quantity: 1 }, 'bob');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is what everybody gets', async () => {
    const { answer } = await asked('/api/products?limit=1', 'alice');
    expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
  });
});

describe('GET /api/checkout', () => {
  it('is what would be bought, what it costs, where it goes and how it may be paid, asked of each service once', async () => {
    await cartWith('alice', 'p-001', 'p-002');
    const { answer, body } = await asked('/api/checkout', 'alice');
    expect([answer.status, body.meta]).toEqual([200, { missing: [] }]);
    expect(Object.keys(body)).toEqual(['items', 'total', 'customer', 'paymentMethods', 'meta']);
    expect(body.items).toMatchObject([
      { productId: 'p-001', quantity: 2, product: { name: expect.any(String) } },
      { productId: 'p-002', quantity: 2, product: { name: expect.any(String) } },
    ]);
    expect(body.total).toEqual((await asked('/api/cart', 'alice')).body.total);
    expect(body.customer).toEqual({ name: expect.any(String), address: expect.any(Object) });
    expect(body.paymentMethods).toMatchObject([{ id: 'pm-alice-1' }, { id: 'pm-alice-2' }]);
    await stand.shop.reset();
    await asked('/api/checkout', 'alice');
    for (const service of ['carts', 'users', 'payments'] as const)
      expect(await stand.shop.received(service)).toMatchObject({ total: 1 });
  });

  it.each([
    ['payments', 'paymentMethods'],
    ['pricing', 'price'],
    ['products', 'product'],
  ] as const)('goes on without %s, and says so', async (service, part) => {
    await cartWith('erin', service === 'pricing' ? 'p-011' : 'p-012');
    await stand.shop.break(service, { status: 500 });
    const { answer, body } = await asked('/api/checkout', 'erin');
    expect([answer.status, body.meta]).toEqual([200, { missing: [part] }]);
  });

  it('is a problem where nobody can say what lies in the cart', async () => {
    await stand.shop.break('carts', { status: 500 });
    expect((await asked('/api/checkout', 'alice')).answer.status).toBe(502);
  });
});
