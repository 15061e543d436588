import type { RequestContext } from '@frontdesk/request-context';
import { fakeUpstream } from '@frontdesk/testing';
import { path, readJson, Upstreams } from '../src/index.js';
import { aContext } from './asking.js';

test('the example of the README works as written', async () => {
  await using server = await fakeUpstream();
  server.answer(200, { id: 'o-1' });
  const env = { ORDERS_URL: server.url };

  const upstreams = new Upstreams(
    { orders: { url: 'http://127.0.0.1:3028', identity: 'headers', deadlineMs: 800 } },
    { env },
  );
  const orders = upstreams.get('orders');

  const orderById = (id: string, context: RequestContext) =>
    orders.call(
      { method: 'GET', path: path`/orders/${id}`, route: 'GET /orders/:id', read: readJson },
      context,
    );

  expect(await orderById('o-1', aContext())).toEqual({ id: 'o-1' });
  expect(server.requests[0]?.path).toBe('/orders/o-1');
  await upstreams.close();
});
