import { settingsFrom } from '../src/settings.js';
import { type RunningShop, runShop } from './running-shop.js';

let today: RunningShop;
let renamed: RunningShop;
beforeAll(async () => {
  today = await runShop();
  // A second instance on the same data, as in a rolling change.
  renamed = await runShop({
    dataDir: today.folder,
    ports: new Map([['orders', 0]]),
    ordersTotalField: 'amount',
  });
});
afterAll(async () => {
  await renamed[Symbol.asyncDispose]();
  await today[Symbol.asyncDispose]();
});

const withAmount = (order: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(order).map(([name, value]) => [name === 'total' ? 'amount' : name, value]),
  );

it.each(['/orders?limit=3', '/orders?ids=o-0042,o-0062', '/orders?updatedSince=2025-01-01T00:00:00Z'])(
  'an instance calls the sum of orders by its new name: %s',
  async (path) => {
    const [before, after] = await Promise.all(
      [today, renamed].map((shop) => shop.ask('orders', path, { as: 'alice' })),
    );
    expect(after?.body).toEqual({ ...before?.body, items: before?.body.items?.map(withAmount) });
    expect(JSON.stringify(after?.body)).toContain('"amount":{"amount":');
  },
);

it('so it does of one order, and of one that is placed or cancelled there', async () => {
  const { body } = await today.ask('orders', '/orders/o-0042');
  expect((await renamed.ask('orders', '/orders/o-0042')).body).toEqual(withAmount(body));
  const items = [{ productId: 'p-001', quantity: 1 }];
  const placed = await renamed.ask('orders', '/orders', { method: 'POST', as: 'alice', body: { items } });
  expect([placed.status, Object.keys(placed.body)]).toEqual([
    201,
    expect.arrayContaining(['amount', 'items']),
  ]);
  expect((await today.ask('orders', `/orders/${String(placed.body['id'])}`)).body).toHaveProperty('total');
  const path = `/orders/${String(placed.body['id'])}/cancel`;
  const cancelled = await renamed.ask('orders', path, { method: 'POST', as: 'alice' });
  expect(cancelled.body).toEqual({ ...placed.body, status: 'cancelled', updatedAt: expect.any(String) });
});

it('its document says so', async () => {
  const { body } = await renamed.ask('orders', '/openapi.json');
  expect(JSON.stringify(body)).toContain('"amount":{"type":"object"');
  expect(JSON.stringify(body)).not.toContain('"total"');
});

it('no other name is taken', () => {
  expect(settingsFrom({}).ordersTotalField).toBe('total');
  expect(() => settingsFrom({ ORDERS_TOTAL_FIELD: 'sum' })).toThrow('ORDERS_TOTAL_FIELD');
});
