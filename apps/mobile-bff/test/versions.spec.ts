import { fakeClock } from '@frontdesk/testing';
import { Stand } from './stand.js';

const SUNSET = 'Sat, 20 Nov 2027 00:00:00 GMT';
const wallClock = fakeClock(Date.parse(SUNSET) - 1);

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.start({}, { wallClock });
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => stand.shop.reset());

interface Json {
  [field: string]: Json;
}
const get = async (path: string, subject?: string) => {
  const answer = await stand.ask(path, subject);
  return { answer, body: (await answer.json()) as Json };
};
const operations = async () => {
  const { paths = {} } = (await get('/openapi.json')).body;
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  );
};

it('every route is there in both versions', async () => {
  const all = await operations();
  const of = (version: string) =>
    all.filter((each) => each.includes(` /${version}/`)).map((each) => each.replace(`/${version}/`, '/'));
  expect(of('v2').sort()).toEqual(of('v1').sort());
  expect([...of('v1'), ...of('v2')]).toHaveLength(all.length);
});

describe('the second version', () => {
  it('of the home shows what a line is about', async () => {
    const { answer, body } = await get('/v2/home', 'alice');
    expect([answer.status, answer.headers.get('deprecation')]).toEqual([200, null]);
    expect(Object.keys(body)).toEqual(['user', 'orders', 'notifications', 'meta']);
    expect(body.orders?.[0]).toEqual({
      id: 'o-0296',
      status: 'pending',
      total: { amount: 12_590, currency: 'EUR' },
      itemCount: 1,
    });
    expect(Object.keys(body.notifications?.[0] ?? {})).toEqual(['id', 'kind', 'message', 'unread']);
    expect(await stand.shop.receivedInAll()).toBe(3);
  });

  it('of an order is flat, and leads to products and to the parcel', async () => {
    const { body } = await get('/v2/orders/o-0042', 'alice');
    expect(body).toMatchObject({
      id: 'o-0042',
      customer: 'Alice Lindgren',
      shipment: { trackingNumber: expect.any(String) },
    });
    expect(Object.keys(body.items?.[0] ?? {})).toEqual([
      'productId',
      'name',
      'imageUrl',
      'quantity',
      'unitPrice',
    ]);
    expect((await get('/v2/orders/o-0042', 'bob')).answer.status).toBe(404);
  });

  it('of a product says when there is more of it, and shares what is kept with the first', async () => {
    const { body } = await get('/v2/products/p-007', 'alice');
    expect(body).toMatchObject({
      id: 'p-007',
      price: { currency: 'EUR', listPrice: { amount: 11_190, currency: 'EUR' } },
      stock: { available: 0, restockAt: expect.any(String) },
      rating: { count: expect.any(Number) },
    });
    expect((await get('/v1/products/p-007', 'bob')).answer.headers.get('cache-status')).toMatch(/; hit;/);
    for (const service of ['products', 'inventory', 'pricing', 'reviews', 'recommendations'] as const)
      expect(await stand.shop.received(service)).toMatchObject({ total: 1 });
  });

  it('of notifications has fields of ours, page by page', async () => {
    const first = await get('/v2/notifications?limit=2&unread=true', 'alice');
    expect(first.body.items).toHaveLength(2);
    expect(Object.keys(first.body.items?.[0] ?? {})).toEqual([
      'id',
      'message',
      'kind',
      'unread',
      'createdAt',
    ]);
    const next = await get(`/v2/notifications?unread=true&cursor=${String(first.body.nextCursor)}`, 'alice');
    expect(next.body.items).toHaveLength(3);
    expect((await get('/v2/notifications?unread=perhaps', 'alice')).answer.status).toBe(400);
    const read = await stand.ask(`/v2/notifications/${String(first.body.items?.[0]?.id)}/read`, 'alice', {
      method: 'POST',
    });
    expect(await read.json()).toEqual({ ...first.body.items?.[0], unread: false });
  });
});

describe('the first version', () => {
  const PATHS = [
    '/v1/home',
    '/v1/products/p-001',
    '/v1/orders/o-0042',
    '/v1/notifications',
    '/v1/orders/none',
  ];

  it.each(PATHS)('says of %s since when, until when, and what took its place', async (path) => {
    const { headers } = await stand.ask(path, 'alice');
    expect([headers.get('deprecation'), headers.get('sunset'), headers.get('link')]).toEqual([
      '@1795132800',
      SUNSET,
      `<${path.replace('v1', 'v2')}>; rel="successor-version", </docs>; rel="deprecation sunset"`,
    ]);
  });

  it('is gone once its time is over, and the second goes on', async () => {
    wallClock.advance(1);
    for (const path of PATHS) {
      const { answer, body } = await get(path, 'alice');
      expect([answer.status, body.type]).toEqual([410, '/problems/gone']);
    }
    expect((await stand.ask('/v1/notifications/n-0001/read', 'alice', { method: 'POST' })).status).toBe(410);
    expect(await stand.shop.receivedInAll()).toBe(0);
    expect((await get('/v2/home', 'alice')).answer.status).toBe(200);
  });
});
