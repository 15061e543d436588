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
const json = async (answer: Response) => (await answer.json()) as Json;
const get = async (path: string, subject?: string) => {
  const answer = await stand.ask(path, subject);
  return { answer, body: await json(answer) };
};

/** An order of alice's with so many items. */
async function orderOf(items: number): Promise<string> {
  const orders = (await (
    await fetch(`${stand.shop.url('orders')}/orders?limit=100`, { headers: { 'x-user-id': 'alice' } })
  ).json()) as { items: { id: string; items: unknown[] }[] };
  const found = orders.items.find((order) => order.items.length === items);
  if (!found) throw new Error(`alice has no order of ${items} items`);
  return found.id;
}

describe('GET /api/home', () => {
  it('is the user, ten orders, ten notifications and ten recommendations', async () => {
    const { answer, body } = await get('/api/home', 'alice');
    expect(answer.status).toBe(200);
    expect(Object.keys(body)).toEqual(['user', 'orders', 'notifications', 'recommendations', 'meta']);
    expect(body.user).toMatchObject({ id: 'alice', email: expect.stringContaining('@') });
    expect(body.orders).toHaveLength(10);
    expect(body.notifications).toHaveLength(10);
    expect(body.recommendations).toHaveLength(10);
    expect(body.recommendations?.[0]).toMatchObject({
      price: { amount: expect.any(Number), currency: 'EUR' },
    });
    expect(body.meta).toEqual({ missing: [] });
  });

  it("says how it came about, and is nobody else's", async () => {
    const { answer } = await get('/api/home', 'alice');
    expect(answer.headers.get('x-complete')).toBe('true');
    expect(answer.headers.get('server-timing')).toMatch(/user;.*orders;/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('etag')).toMatch(/^"/);
    expect(answer.headers.get('x-request-id')).toBeTruthy();
    expect(answer.headers.get('ratelimit')).toMatch(/r=\d+/);
  });

  it('makes one call to each of the four services', async () => {
    await get('/api/home', 'alice');
    for (const service of ['users', 'orders', 'notifications', 'recommendations'] as const) {
      expect(await stand.shop.received(service)).toMatchObject({ total: 1 });
    }
    expect(await stand.shop.receivedInAll()).toBe(4);
  });

  it.each(['orders', 'notifications', 'recommendations'] as const)(
    'goes on without %s, says so, and is not stored',
    async (service) => {
      await stand.shop.break(service, { status: 503 });
      const { answer, body } = await get('/api/home', 'alice');
      expect(answer.status).toBe(200);
      expect(body[service]).toBeNull();
      expect(body.meta).toEqual({ missing: [service] });
      expect(answer.headers.get('x-complete')).toBe('false');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    },
  );

  it('is a problem without the user', async () => {
    await stand.shop.break('users', { status: 500 });
    const { answer, body } = await get('/api/home', 'alice');
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body).toMatchObject({ status: 502, type: expect.stringContaining('/problems/') });
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|localhost/);
  });
});

describe('GET /api/products', () => {
  it('needs no credentials, and joins each item with its price and stock', async () => {
    const { answer, body } = await get('/api/products?limit=5');
    expect(answer.status).toBe(200);
    expect(body.items).toHaveLength(5);
    expect(body.items?.[0]).toMatchObject({
      id: expect.any(String),
      price: { amount: expect.any(Number), currency: 'EUR' },
      stock: { available: expect.any(Number) },
    });
    expect(body.nextCursor).toEqual(expect.any(String));
    expect(body.meta).toEqual({ missing: [] });
  });

  it('asks each service once, however many items there are, and nobody at all the second time', async () => {
    await get('/api/products?limit=1'); // from here on, the categories are known
    await stand.shop.reset();
    const first = await get('/api/products?limit=50&q=the');
    expect(await stand.shop.received('products')).toMatchObject({ total: 1 });
    expect(await stand.shop.received('pricing')).toMatchObject({ total: 1 });
    expect(await stand.shop.received('inventory')).toMatchObject({ total: 1 });
    const second = await get('/api/products?limit=50&q=the');
    expect(await stand.shop.receivedInAll()).toBe(3);
    expect(second.body).toEqual(first.body);
    expect(second.answer.headers.get('cache-status')).toMatch(/hit/);
    expect(second.answer.headers.get('cache-control')).toMatch(/^public, max-age=(2\d\d|300)$/);
  });

  it('keeps queries apart, and pages without repeating or losing an item', async () => {
    const { body: categories } = await get('/api/products?limit=1');
    const category = String(categories.items?.[0]?.category);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(
        `/api/products?limit=7&category=${encodeURIComponent(category)}${cursor && `&cursor=${cursor}`}`,
      );
      for (const item of body.items ?? []) {
        expect(item.category).toBe(category);
        seen.push(String(item.id));
      }
      cursor = (body.nextCursor as unknown as string | null) ?? '';
    } while (cursor);
    expect(seen).toHaveLength(20);
    expect(new Set(seen).size).toBe(20);
  });

  it('goes on without prices, and says so', async () => {
    await stand.shop.break('pricing', { status: 503 });
    const { answer, body } = await get('/api/products?limit=3&q=a');
    expect(answer.status).toBe(200);
    expect(body.items?.[0]?.price).toBeNull();
    expect(body.meta).toEqual({ missing: ['price'] });
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=%00', 'q=', 'limit=1&limit=2'])(
    'refuses ?%s, naming the field, and calls nobody',
    async (query) => {
      const { answer, body } = await get(`/api/products?${query}`);
      expect(answer.status).toBe(400);
      expect(body.errors?.[0]?.field).toBe(query.split('=')[0]);
      expect(await stand.shop.receivedInAll()).toBe(0);
    },
  );

  it('is 400 for a cursor that was not given out, and names it', async () => {
    const { answer, body } = await get('/api/products?cursor=made-up');
    expect([answer.status, body.errors]).toMatchObject([400, [{ in: 'query', field: 'cursor' }]]);
  });
});

describe('GET /api/products/:id', () => {
  it('is the product with price, stock, reviews and recommendations', async () => {
    const { answer, body } = await get('/api/products/p-001');
    expect(answer.status).toBe(200);
    expect(Object.keys(body)).toEqual(['product', 'price', 'stock', 'reviews', 'recommendations', 'meta']);
    expect(body.product).toMatchObject({ id: 'p-001' });
    expect(body.product).not.toHaveProperty('supplierCost');
    expect(body.reviews).toMatchObject({ count: expect.any(Number), items: expect.any(Array) });
    expect(await stand.shop.receivedInAll()).toBe(5);
  });

  it('without reviews is 200, names them as missing, and is whole again when they are back', async () => {
    await stand.shop.break('reviews', { status: 503 });
    const { answer, body } = await get('/api/products/p-002');
    expect(answer.status).toBe(200);
    expect(body.reviews).toBeNull();
    expect(body.meta).toEqual({ missing: ['reviews'] });
    expect(answer.headers.get('x-complete')).toBe('false');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    await stand.shop.mend('reviews');
    const { body: whole } = await get('/api/products/p-002');
    expect(whole.reviews).toMatchObject({ count: expect.any(Number) });
    expect(whole.meta).toEqual({ missing: [] });
  });

  it('of a product without reviews is complete, and kept', async () => {
    await stand.shop.break('reviews', { status: 404 });
    const { answer, body } = await get('/api/products/p-006');
    expect([answer.status, body.reviews, body.meta]).toEqual([200, null, { missing: [] }]);
    expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=(29|30)$/);
    expect((await get('/api/products/p-006')).answer.headers.get('cache-status')).toMatch(/hit/);
  });

  it('does not wait for reviews beyond the deadline, and answers with what is there then', async () => {
    await stand.shop.break('reviews', { hang: true });
    const { answer, body } = await get('/api/products/p-005');
    expect(answer.status).toBe(200);
    expect(body.product).toMatchObject({ id: 'p-005' });
    expect(body.meta).toEqual({ missing: ['reviews'] });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('without products is 502 or 503, and names no host', async () => {
    await stand.shop.break('products', { status: 503 });
    const { answer, body } = await get('/api/products/p-003');
    expect([502, 503]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|localhost|:\d{4}/);
  });

  it('is 404 for what does not exist, and 400 for what is no id', async () => {
    expect((await get('/api/products/p-999')).answer.status).toBe(404);
    await stand.shop.reset();
    for (const id of ['..%2fadmin', '%00', 'a%20b', 'x'.repeat(65)]) {
      const { answer } = await get(`/api/products/${id}`);
      expect([400, 404]).toContain(answer.status);
    }
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('is asked for once in a while where it does not exist', async () => {
    for (let time = 0; time < 3; time += 1) {
      const { answer, body } = await get('/api/products/p-998');
      expect([answer.status, body.type]).toEqual([404, '/problems/not-found']);
    }
    expect(await stand.shop.received('products')).toMatchObject({ total: 1 });
    // What the other parts asked was taken back, some of it before it was sent.
    expect(await stand.shop.receivedInAll()).toBeLessThanOrEqual(5);
  });

  it('answers 304 to who has it already', async () => {
    const { answer } = await get('/api/products/p-004');
    const again = await stand.ask('/api/products/p-004', undefined, {
      headers: { 'if-none-match': String(answer.headers.get('etag')) },
    });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });
});

describe('GET /api/orders', () => {
  it("lists the caller's own orders", async () => {
    const { answer, body } = await get('/api/orders?limit=3', 'alice');
    expect(answer.status).toBe(200);
    expect(Object.keys(body)).toEqual(['items', 'nextCursor', 'meta']);
    expect(body.items).toHaveLength(3);
    const { body: next } = await get(`/api/orders?limit=3&cursor=${String(body.nextCursor)}`, 'alice');
    expect(next.items?.[0]?.id).not.toBe(body.items?.[0]?.id);
  });
});

describe('GET /api/orders/:id', () => {
  it("is the order with customer, payment, shipment and its items' products", async () => {
    const id = await orderOf(20);
    await stand.shop.reset();
    const { answer, body } = await get(`/api/orders/${id}`, 'alice');
    expect(answer.status).toBe(200);
    expect(Object.keys(body)).toEqual(['order', 'customer', 'payment', 'shipment', 'items', 'meta']);
    expect(body.customer).toMatchObject({ id: 'alice' });
    expect(body.items).toHaveLength(20);
    for (const item of body.items ?? []) expect(item.product).toMatchObject({ name: expect.any(String) });
    expect(JSON.stringify(body)).not.toMatch(/fraudScore|riskScore|processorRef|supplierCost/);
  });

  it('of 20 items reads products once, and every other service once', async () => {
    const id = await orderOf(20);
    await stand.shop.reset();
    await get(`/api/orders/${id}`, 'alice');
    for (const service of ['orders', 'users', 'payments', 'shipping', 'products'] as const) {
      expect(await stand.shop.received(service)).toMatchObject({ total: 1 });
    }
  });

  it('goes on without payment and shipment', async () => {
    const id = await orderOf(20);
    await stand.shop.break('payments', { status: 500 });
    await stand.shop.break('shipping', { resetMidBody: true });
    const { answer, body } = await get(`/api/orders/${id}`, 'alice');
    expect(answer.status).toBe(200);
    expect(body.payment).toBeNull();
    expect([...(body.meta?.missing ?? [])].sort()).toEqual(['payment', 'shipment']);
  });

  it.each(['users', 'products'] as const)('is a problem without %s', async (service) => {
    const id = await orderOf(20);
    await stand.shop.break(service, { status: 500 });
    expect((await get(`/api/orders/${id}`, 'alice')).answer.status).toBe(502);
  });

  it('is 504 where a required service hangs', async () => {
    const id = await orderOf(20);
    await stand.shop.break('products', { hang: true });
    expect((await get(`/api/orders/${id}`, 'alice')).answer.status).toBe(504);
  });

  it('is 404 for somebody else, and says no more', async () => {
    const id = await orderOf(20);
    const { answer, body } = await get(`/api/orders/${id}`, 'bob');
    expect(answer.status).toBe(404);
    expect(JSON.stringify(body)).not.toContain('alice');
  });
});

describe('/api/users/me', () => {
  it("is the caller's own profile, passed through without what is internal", async () => {
    const { answer, body } = await get('/api/users/me', 'alice');
    expect(answer.status).toBe(200);
    expect(body).toMatchObject({ id: 'alice' });
    expect(body).not.toHaveProperty('riskScore');
    expect(await stand.shop.received('users')).toMatchObject({ routes: { 'GET /users/me': 1 } });
    expect(answer.headers.get('x-instance')).toBeNull();
  });

  it('changes the fields that are declared, and no other', async () => {
    const change = { method: 'PATCH', headers: { 'content-type': 'application/json' } };
    const answer = await stand.ask('/api/users/me', 'bob', {
      ...change,
      body: JSON.stringify({ phone: '+49 30 1234567' }),
    });
    expect(answer.status).toBe(200);
    expect(await json(answer)).toMatchObject({ id: 'bob', phone: '+49 30 1234567' });
    await stand.shop.reset();
    const forged = await stand.ask('/api/users/me', 'bob', {
      ...change,
      body: JSON.stringify({ riskScore: 0 }),
    });
    expect(forged.status).toBe(400);
    expect(JSON.stringify(await json(forged))).toContain('riskScore');
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('tells its caller where the service refuses a change, in words of ours', async () => {
    const answer = await stand.ask('/api/users/me', 'bob', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 7 }),
    });
    expect(answer.status).toBe(400);
    expect(await json(answer)).toMatchObject({ type: '/problems/invalid-request' });
  });

  it("cannot be made somebody else's by the caller", async () => {
    const answer = await stand.ask('/api/users/me', 'bob', { headers: { 'x-user-id': 'alice' } });
    expect(await json(answer)).toMatchObject({ id: 'bob' });
  });

  it('is documented with what may be sent, and what comes back', async () => {
    const { body } = await get('/openapi.json');
    expect(Object.keys(body.paths ?? {}).filter((path) => path.startsWith('/api/users'))).toEqual([
      '/api/users/me',
    ]);
    const me = body.paths?.['/api/users/me'];
    const json = (name: string) => ({
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
    });
    expect(me).toMatchObject({
      get: { responses: { 200: json('OwnProfile') } },
      patch: { requestBody: json('ProfileChanges'), responses: { 200: json('OwnProfile') } },
    });
    const schemas = body.components?.schemas;
    const { body: profile } = await get('/api/users/me', 'alice');
    expect(Object.keys(profile).sort()).toEqual(Object.keys(schemas?.OwnProfile?.properties ?? {}).sort());
    expect(Object.keys(schemas?.ProfileChanges?.properties ?? {})).toEqual(['name', 'phone', 'address']);
  });

  it('has nothing below it, and lets no other method through', async () => {
    expect((await stand.ask('/api/users/me/cards', 'bob')).status).toBe(404);
    expect((await stand.ask('/api/users/me', 'bob', { method: 'DELETE' })).status).toBe(405);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });
});

describe('who may ask', () => {
  it('not who brings a bearer token, however good it is: 401, and nobody is called', async () => {
    await stand.logIn('alice');
    const token = stand.provider.issued.find((issued) => issued.startsWith('eyJ'));
    const answer = await stand.ask('/api/home', undefined, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Cookie realm="web-bff"');
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('not who brings nothing: 401, and never a redirect', async () => {
    const { answer } = await get('/api/home');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Cookie realm="web-bff"');
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('is not asked where there is nothing', async () => {
    expect((await get('/api/nowhere')).answer.status).toBe(404);
  });
});

describe('documents and health', () => {
  it('are public, and name every route', async () => {
    const { body } = await get('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths ?? {})).toEqual(
      expect.arrayContaining([
        '/api/home',
        '/api/products',
        '/api/products/{id}',
        '/api/orders',
        '/api/orders/{id}',
      ]),
    );
    expect((await stand.ask('/docs')).status).toBe(200);
  });

  it('tell the state of each upstream on the management port', async () => {
    const health = await json(await fetch(`${stand.gateway.managementUrl}/health`));
    expect(JSON.stringify(health)).toContain('orders');
    expect((await fetch(`${stand.gateway.managementUrl}/health/ready`)).status).toBe(200);
    expect(await (await fetch(`${stand.gateway.managementUrl}/metrics`)).text()).toContain(
      'view_duration_seconds',
    );
  });
});
