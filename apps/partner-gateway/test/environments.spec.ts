import {
  fakeUpstream,
  type FakeUpstream,
  freePort,
  type ShopService,
  shopForTests,
  TestCheckout,
  type TestShop,
} from '@frontdesk/testing';
import { Stand } from './stand.js';

/** Two shops of the same services: what is asked with the credentials of one never reaches the other. */
const SERVICES = ['products', 'inventory', 'pricing', 'orders', 'shipping'] as const satisfies ShopService[];

let stand: Stand;
let sandbox: TestShop;
let sandboxCheckout: TestCheckout;
let liveCheckout: FakeUpstream;
const keys = { live: '', sandbox: '' };

beforeAll(async () => {
  sandboxCheckout = new TestCheckout(await freePort());
  [sandbox, liveCheckout] = await Promise.all([shopForTests(), fakeUpstream()]);
  const urls = SERVICES.map((service) => [`SANDBOX_${service.toUpperCase()}_URL`, sandbox.url(service)]);
  [stand] = await Promise.all([
    Stand.start({
      ...(Object.fromEntries(urls) as Record<string, string>),
      CHECKOUT_URL: liveCheckout.url,
      SANDBOX_CHECKOUT_URL: sandboxCheckout.url,
    }),
    sandboxCheckout.start(sandbox.environment),
  ]);
  keys.live = await stand.newKey('acme');
  keys.sandbox = await stand.newKey('acme', 'sandbox');
}, 60_000);
afterAll(async () => {
  for (const each of [stand, sandbox, sandboxCheckout, liveCheckout]) await each[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await stand.shop.reset();
  await sandbox.reset();
});

let numbers = 0;
const ask = async (key: string, path: string, body?: object) => {
  const command = { 'content-type': 'application/json', 'idempotency-key': `tried-${(numbers += 1)}` };
  const answer = await stand.ask(path, undefined, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    headers: { authorization: `Bearer ${key}`, ...(body ? command : {}) },
  });
  return { status: answer.status, text: await answer.text() };
};
const placed = { items: [{ productId: 'p-001', quantity: 1 }] };

const READS = [
  '/v2/products?limit=2',
  '/v2/products/changes?since=2026-01-01T00:00:00Z',
  '/v2/products/p-001',
  '/v2/prices?ids=p-001',
  '/v2/prices/p-001',
  '/v2/stock?ids=p-001',
  '/v2/stock/p-001',
  '/v2/orders',
  '/v2/orders/o-0045',
  '/v2/orders/o-0045/shipments',
  '/v1/products',
  '/v1/inventory?ids=p-001',
  '/v1/orders/o-0045',
];

it.each([
  ['sandbox', () => [sandbox, stand.shop]],
  ['live', () => [stand.shop, sandbox]],
] as const)('a %s key reaches services of its own environment alone', async (environment, shops) => {
  const [own, other] = shops();
  for (const path of READS) expect([path, (await ask(keys[environment], path)).status]).toEqual([path, 200]);
  for (const service of SERVICES) expect((await own!.received(service)).total).toBeGreaterThan(0);
  expect(await other!.receivedInAll()).toBe(0);
  expect(liveCheckout.requests).toHaveLength(0);
});

it('an order of the sandbox is placed, cancelled and shipped there, and is nowhere else', async () => {
  const made = await ask(keys.sandbox, '/v2/orders', placed);
  expect(made.status).toBe(201);
  const { id } = JSON.parse(made.text) as { id: string };
  const shipments = (await ask(keys.sandbox, `/v2/orders/${id}/shipments`)).text;
  const [shipment] = (JSON.parse(shipments) as { items: { id: string }[] }).items;
  expect((await ask(keys.sandbox, `/v2/shipments/${shipment?.id}`)).status).toBe(200);
  expect((await ask(keys.sandbox, '/v2/orders?limit=1')).text).toContain(id);
  expect((await ask(keys.sandbox, `/v2/orders/${id}/cancel`, {})).status).toBe(200);
  expect([await stand.shop.receivedInAll(), liveCheckout.requests.length]).toEqual([0, 0]);

  expect((await ask(keys.live, '/v2/orders?limit=1')).text).not.toContain(id);
  const [live, unknown] = [
    await ask(keys.live, `/v2/orders/${id}`),
    await ask(keys.live, '/v2/orders/o-9999'),
  ];
  expect([live.status, unknown.status]).toEqual([404, 404]);
  expect(withoutPlace(live.text)).toEqual(withoutPlace(unknown.text));
  expect((await ask(keys.live, `/v2/orders/${id}/cancel`, {})).status).toBe(404);
});

it('an order that is meant goes to the real checkout', async () => {
  liveCheckout.answer(422, { reason: 'out-of-stock' });
  expect((await ask(keys.live, '/v2/orders', placed)).status).toBe(422);
  expect(
    liveCheckout.requests.map(({ method, url, headers }) => [method, url, headers['x-partner-id']]),
  ).toEqual([['POST', '/checkouts', 'acme']]);
  expect(await sandbox.receivedInAll()).toBe(0);
});

it('what is down in one of them is there in the other', async () => {
  await sandbox.break('inventory', { status: 500 });
  expect((await ask(keys.sandbox, '/v2/stock/p-001')).status).toBe(502);
  expect((await ask(keys.live, '/v2/stock/p-001')).status).toBe(200);
});

it('stock that is ordered in the sandbox is still there to be sold', async () => {
  const stockOf = async (key: string) =>
    JSON.parse((await ask(key, '/v2/stock/p-011')).text) as { available: number };
  const [live, tried] = [await stockOf(keys.live), await stockOf(keys.sandbox)];
  expect(live).toEqual(tried);
  await ask(keys.sandbox, '/v2/orders', { items: [{ productId: 'p-011', quantity: 2 }] });
  expect((await stockOf(keys.sandbox)).available).toBe(tried.available - 2);
  expect(await stockOf(keys.live)).toEqual(live);
});

/** What a problem says, but for the request that it answers. */
function withoutPlace(text: string): object {
  const { instance: _, requestId: __, ...said } = JSON.parse(text) as Record<string, unknown>;
  return said;
}
