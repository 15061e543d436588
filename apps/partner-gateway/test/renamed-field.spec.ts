import { shopForTests, type TestShop } from '@frontdesk/testing';
import { Stand } from './stand.js';

let stand: Stand;
let renamed: Stand;
let orders: TestShop;
beforeAll(async () => {
  orders = await shopForTests({ SHOP_SERVICES: 'orders', ORDERS_TOTAL_FIELD: 'amount' });
  stand = await Stand.start();
  renamed = await stand.beside({ ORDERS_URL: orders.url('orders') });
});
afterAll(async () => {
  for (const each of [renamed, stand, orders]) await each[Symbol.asyncDispose]();
});

it('partners are answered the same while the service of orders calls the sum of an order by another name', async () => {
  const list = await (await stand.ask('/v1/orders?limit=100', 'acme')).text();
  const [first] = (JSON.parse(list) as { items: { id: string }[] }).items;
  expect(list).toContain('"total":{');
  expect(await (await renamed.ask('/v1/orders?limit=100', 'acme')).text()).toBe(list);
  const path = `/v1/orders/${first?.id}`;
  expect(await (await renamed.ask(path, 'acme')).text()).toBe(await (await stand.ask(path, 'acme')).text());
  expect((await orders.received('orders')).total).toBe(2);

  const cancelled = await renamed.ask(`${path}/cancel`, 'acme', {
    method: 'POST',
    scope: 'orders:write',
    headers: { 'idempotency-key': 'renamed-1' },
  });
  expect([cancelled.status, await cancelled.json()]).toEqual([
    200,
    expect.objectContaining({
      id: first?.id,
      status: 'cancelled',
      total: { amount: expect.any(Number), currency: 'EUR' },
    }),
  ]);
});
