import { shopForTests, type TestShop } from '@frontdesk/testing';
import { Stand } from './stand.js';

let stand: Stand;
let orders: TestShop;
beforeAll(async () => {
  orders = await shopForTests({ SHOP_SERVICES: 'orders', ORDERS_TOTAL_FIELD: 'amount' });
  stand = await Stand.start({ ORDERS_URL: orders.url('orders') });
});
afterAll(async () => {
  await stand[Symbol.asyncDispose]();
  await orders[Symbol.asyncDispose]();
});

it.each(['/api/home', '/api/orders?limit=3', '/api/orders/o-0042'])(
  'pages show the sum while the service of orders calls it by another name: %s',
  async (path) => {
    const answer = await stand.ask(path, 'alice');
    expect([answer.status, answer.headers.get('x-complete')]).toEqual([200, 'true']);
    expect(await answer.text()).toMatch(/"total":\{"amount":\d+,"currency":"EUR"\}/);
  },
);
