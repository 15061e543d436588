import { freePort, TestCheckout } from '@frontdesk/testing';
import { Stand } from './stand.js';

interface Json {
  [field: string]: Json;
  [Symbol.iterator](): Iterator<Json>;
}

let stand: Stand;
let checkout: TestCheckout;
beforeAll(async () => {
  checkout = new TestCheckout(await freePort());
  stand = await Stand.start({ CHECKOUT_URL: checkout.url });
  await checkout.start(stand.shop.environment);
}, 60_000);
afterAll(async () => {
  await stand[Symbol.asyncDispose]();
  await checkout[Symbol.asyncDispose]();
});
beforeEach(() => stand.shop.reset());

let keys = 0;
const SCOPE = 'orders:read orders:write';
const tell = async (path: string, { as = 'acme', body }: { as?: string; body?: unknown } = {}) => {
  const answer = await stand.ask(path, as, {
    method: 'POST',
    scope: SCOPE,
    headers: {
      'idempotency-key': `orders-${(keys += 1)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { answer, status: answer.status, body: (await answer.json()) as Json };
};
const get = async (path: string, as = 'acme') => {
  const answer = await stand.ask(path, as, { scope: SCOPE });
  return { status: answer.status, body: (await answer.json()) as Json };
};
const items = (...ids: string[]) => ids.map((productId, n) => ({ productId, quantity: n + 1 }));
const place = async () => (await tell('/v2/orders', { body: { items: items('p-001') } })).body;
const commandsAt = async (service: 'orders' | 'inventory') =>
  Object.keys((await stand.shop.received(service)).routes).filter((route) => route.startsWith('POST'));

describe('an order', () => {
  it('is placed through the checkout, and is from then on where Location says', async () => {
    const address = { street: 'Storgatan 1', city: 'Umeå', postalCode: '903 26', country: 'SE' };
    const placed = await tell('/v2/orders', { body: { items: items('p-003', 'p-001'), address } });
    expect(placed.status).toBe(201);
    expect(placed.answer.headers.get('location')).toBe(`/v2/orders/${String(placed.body.id)}`);
    expect(placed.body).toMatchObject({
      status: 'paid',
      items: [
        { productId: 'p-003', quantity: 1 },
        { productId: 'p-001', quantity: 2, lineTotal: { amount: 2 * 12_990, currency: 'EUR' } },
      ],
      isCancellable: true,
    });
    const lines = [...(placed.body.items ?? [])].map((item) => Number(item.lineTotal?.amount));
    expect(placed.body.total).toEqual({ amount: lines.reduce((sum, line) => sum + line), currency: 'EUR' });

    expect((await get(placed.answer.headers.get('location') ?? '')).body).toEqual(placed.body);
    expect((await get('/v2/orders?limit=1')).body.items).toEqual([placed.body]);
    expect((await get('/v2/orders/o-0042')).status).toBe(404);
    expect(await stand.shop.received('orders')).toMatchObject({ routes: { 'POST /orders': 1 } });
  });

  it('is placed by the first version just so, and looks as it does there', async () => {
    const { answer, status, body } = await tell('/v1/orders', { body: { items: items('p-002') } });
    expect([status, answer.headers.get('location')]).toEqual([201, `/v1/orders/${String(body.id)}`]);
    expect(Object.keys(body)).toEqual(['id', 'status', 'items', 'total', 'createdAt', 'updatedAt']);
    expect((await get(`/v1/orders/${String(body.id)}`)).body).toEqual(body);
  });

  it.each([
    ['product-unknown', ['p-001', 'p-998'], 'items.1.productId'],
    ['out-of-stock', ['p-001', 'p-007'], 'items.1.quantity'],
  ])('is refused whole: %s, which names the item', async (reason, ids, field) => {
    const { body: before } = await stand
      .ask('/v2/stock/p-001', 'acme')
      .then(async (a) => ({ body: await a.json() }));
    const { status, body } = await tell('/v2/orders', { body: { items: items(...ids) } });
    expect([status, body]).toMatchObject([422, { reason, errors: [{ in: 'body', field }] }]);
    expect(JSON.stringify(body)).not.toMatch(/p-001|p-998|p-007/);
    expect(await (await stand.ask('/v2/stock/p-001', 'acme')).json()).toMatchObject({
      available: (before as { available: number }).available,
    });
    expect(await commandsAt('orders')).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['items', {}],
    ['items', { items: [] }],
    ['items', { items: Array.from({ length: 101 }, (_, n) => ({ productId: `p-${n}`, quantity: 1 })) }],
    ['items', { items: 'p-001' }],
    ['items.0', { items: ['p-001'] }],
    ['items.0.productId', { items: [{ productId: '../x', quantity: 1 }] }],
    ['items.1.productId', { items: [...items('p-001'), ...items('p-001')] }],
    ['items.0.quantity', { items: [{ productId: 'p-001', quantity: 0 }] }],
    ['items.0.quantity', { items: [{ productId: 'p-001', quantity: 1_000 }] }],
    ['items.0.quantity', { items: [{ productId: 'p-001', quantity: 1.5 }] }],
    ['items.0.quantity', { items: [{ productId: 'p-001', quantity: '1' }] }],
    ['items.0.unitPrice', { items: [{ productId: 'p-001', quantity: 1, unitPrice: 1 }] }],
    ['partnerId', { items: items('p-001'), partnerId: 'umbrella' }],
    ['paymentMethodId', { items: items('p-001'), paymentMethodId: 'pm-alice-1' }],
    ['address.city', { items: items('p-001'), address: { street: 's', postalCode: '1', country: 'c' } }],
    [
      'address.street',
      { items: items('p-001'), address: { street: ' ', city: 'c', postalCode: '1', country: 'c' } },
    ],
    ['body', []],
    ['body', null],
  ])('is 400 where it is wrong in %s, which is named, and nobody is asked', async (field, body) => {
    const refused = await tell('/v2/orders', { body });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toContainEqual(expect.objectContaining({ in: 'body', field }));
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('is told to nobody with a parameter that is not known: 400 names it', async () => {
    for (const path of ['/v2/orders?dry=1', '/v2/orders/o-0300/cancel?dry=1']) {
      const { status, body } = await tell(path, { body: { items: items('p-001') } });
      expect([path, status, body.errors]).toMatchObject([path, 400, [{ in: 'query', field: 'dry' }]]);
    }
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('is cancelled without a body, whatever type it is said to have', async () => {
    for (const type of ['application/json', 'text/plain']) {
      const headers = { 'content-type': type, 'idempotency-key': `empty-${type}` };
      const answer = await stand.ask('/v2/orders/o-0045/cancel', 'acme', {
        method: 'POST',
        scope: SCOPE,
        headers,
      });
      expect([type, answer.status]).toEqual([type, 409]);
    }
  });

  it('is read and cancelled by nobody else: 404, as if there were none', async () => {
    const { id } = await place();
    for (const path of [
      `/v2/orders/${String(id)}`,
      `/v1/orders/${String(id)}`,
      `/v2/orders/${String(id)}/shipments`,
    ]) {
      const [anothers, nobodys] = [
        await get(path, 'umbrella'),
        await get(path.replace(String(id), 'o-9999'), 'umbrella'),
      ];
      expect([anothers.status, nobodys.status]).toEqual([404, 404]);
      expect(withoutPlace(anothers.body)).toEqual(withoutPlace(nobodys.body));
    }
    await stand.shop.reset();
    for (const version of ['v2', 'v1']) {
      const anothers = await tell(`/${version}/orders/${String(id)}/cancel`, { as: 'umbrella' });
      const nobodys = await tell(`/${version}/orders/o-9999/cancel`, { as: 'umbrella' });
      expect([anothers.status, nobodys.status]).toEqual([404, 404]);
      expect(withoutPlace(anothers.body)).toEqual(withoutPlace(nobodys.body));
    }
    // Whose it is was found out before the service was told anything.
    expect(await commandsAt('orders')).toEqual([]);
    expect((await get(`/v2/orders/${String(id)}`)).body).toMatchObject({ status: 'paid' });
  });

  it('is cancelled while it can be, and stays so', async () => {
    const { id } = await place();
    const cancelled = await tell(`/v2/orders/${String(id)}/cancel`);
    expect([cancelled.status, cancelled.body]).toMatchObject([
      200,
      { id, status: 'cancelled', isCancellable: false },
    ]);
    expect((await tell(`/v1/orders/${String(id)}/cancel`)).body).toMatchObject({ id, status: 'cancelled' });
    expect((await get(`/v2/orders/${String(id)}`)).body).toEqual(cancelled.body);
  });

  it('is not cancelled once it is shipped: 409, which says why', async () => {
    // Of acme's seeded orders.
    const { status, body } = await tell('/v2/orders/o-0045/cancel');
    expect([status, body]).toMatchObject([409, { type: '/problems/conflict', reason: 'not-cancellable' }]);
  });

  it('needs the scope for it', async () => {
    for (const path of ['/v2/orders', '/v2/orders/o-0045/cancel', '/v1/orders', '/v1/orders/o-0045/cancel']) {
      const answer = await stand.ask(path, 'acme', { method: 'POST', scope: 'orders:read products:read' });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('takes as long as a purchase may, and not as long as an answer may', async () => {
    await stand.shop.break('inventory', { latencyMs: 1_300 });
    expect((await tell('/v2/orders', { body: { items: items('p-004') } })).status).toBe(201);
  });
});

describe('a shipment', () => {
  it('is found by its order and by its id, in both versions', async () => {
    const { id } = await place();
    const list = (await get(`/v2/orders/${String(id)}/shipments`)).body;
    expect(list).toMatchObject({
      items: [{ orderId: id, status: 'preparing', steps: [{ status: 'preparing' }] }],
    });
    const [shipment] = [...(list.items ?? [])];
    for (const version of ['v1', 'v2']) {
      expect((await get(`/${version}/shipments/${String(shipment?.id)}`)).body).toEqual(shipment);
      expect((await get(`/${version}/orders/${String(id)}/shipments`)).body).toEqual(list);
    }
    const anothers = await get(`/v2/shipments/${String(shipment?.id)}`, 'umbrella');
    const nobodys = await get('/v2/shipments/shp-9999', 'umbrella');
    expect([anothers.status, nobodys.status]).toEqual([404, 404]);
    expect(withoutPlace(anothers.body)).toEqual(withoutPlace(nobodys.body));
  });

  it('is not there before the order is paid', async () => {
    expect((await get('/v2/orders/o-0300/shipments')).body).toEqual({ items: [] });
  });
});

/** What a problem says, but for the request that it answers. */
function withoutPlace({ instance: _, requestId: __, ...said }: Json): object {
  return said;
}
