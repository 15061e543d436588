import { Deadline, RequestContext, traceFrom } from '@frontdesk/request-context';
import { fakeUpstream } from '@frontdesk/testing';
import { path, readJson, Upstreams } from './index.js';

const context = (deadlineMs = 1000, signal = new AbortController().signal) =>
  new RequestContext(
    'r-1',
    traceFrom(undefined, (digits) => 'a'.repeat(digits)),
    Deadline.in(deadlineMs),
    signal,
  );

test('smoke', async () => {
  await using server = await fakeUpstream();
  server.answer(200, { id: 'o-1' });
  await using upstreams = new Upstreams({ orders: { url: server.url } }, { env: {} });
  const call = { method: 'GET', path: path`/orders/${'o-1'}`, route: 'GET /orders/:id', read: readJson };
  expect(await upstreams.get('orders').call(call, context())).toEqual({ id: 'o-1' });
  expect(server.requests[0]).toMatchObject({ method: 'GET', url: '/orders/o-1' });
  server.answer(503);
  await expect(upstreams.get('orders').call(call, context())).rejects.toMatchObject({
    code: 'status',
    status: 503,
  });
  expect(server.requests.length).toBe(4);
  server.resetMidBody();
  await expect(upstreams.get('orders').call(call, context())).rejects.toMatchObject({ code: 'reset' });
  server.hang();
  await expect(upstreams.get('orders').call(call, context(200))).rejects.toMatchObject({
    name: 'DeadlineExceeded',
  });
  const leaving = new AbortController();
  const left = expect(
    upstreams.get('orders').call(call, context(1000, leaving.signal)),
  ).rejects.toMatchObject({ name: 'CallerGone' });
  const n = server.requests.length;
  await server.received(n + 1);
  leaving.abort();
  await left;
  await server.abandoned(2);
});
