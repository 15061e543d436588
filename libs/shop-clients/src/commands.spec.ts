import { Deadline, RequestContext } from '@frontdesk/request-context';
import { type FakeUpstream, fakeUpstream } from '@frontdesk/testing';
import { path, Upstreams } from '@frontdesk/upstream';
import { z } from 'zod';
import { bindCommands, cartCommands, command, orderCommands } from './index.js';

const things = {
  buy: command({
    route: 'POST /things',
    request: (idempotencyKey: string, name: string) => ({
      path: path`/things`,
      body: { name },
      idempotencyKey,
    }),
    answer: z.object({ id: z.string() }),
    refusals: { 422: (said) => Object.assign(new Error('refused'), { code: 'REFUSED', said }) },
  }),
};

/** The commands of alice's, on one upstream that stands for all services. */
function stand({ url }: FakeUpstream) {
  const declared = { url, identity: 'headers' } as const;
  const upstreams = new Upstreams({ carts: declared, orders: declared, things: declared }, { env: {} });
  const bind = bindCommands({ carts: cartCommands, orders: orderCommands, things }, (name) =>
    upstreams.get(name),
  );
  const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
  const context = new RequestContext('request-1', trace, Deadline.in(2_000), new AbortController().signal);
  context.authenticated({ kind: 'user', id: 'alice', scopes: new Set() });
  return { ...bind(context), [Symbol.asyncDispose]: () => upstreams.close() };
}

describe('a command', () => {
  it('is given in the name of who asks, and answered with what its schema names', async () => {
    await using upstream = await fakeUpstream();
    const item = { productId: 'p-1', quantity: 2, addedAt: '2026-01-01T00:00:00.000Z' };
    const cart = { items: [item], updatedAt: item.addedAt };
    upstream.answer(200, { ...cart, shelf: 7 });
    await using alices = stand(upstream);
    expect(await alices.carts.putItem('p-1', 2)).toEqual(cart);
    const [received] = upstream.requests;
    expect(received).toMatchObject({ method: 'PUT', url: '/carts/me/items/p-1', body: '{"quantity":2}' });
    expect(received?.headers['x-user-id']).toBe('alice');
  });

  it('carries its key, and with one is sent again after a reset', async () => {
    await using upstream = await fakeUpstream();
    upstream.handle((_, response) => {
      if (upstream.requests.length === 1) return void response.socket?.destroy();
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"t-1"}');
    });
    await using alices = stand(upstream);
    expect(await alices.things.buy('key-1', 'a thing')).toEqual({ id: 't-1' });
    expect(upstream.requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['key-1', 'key-1']);
  });

  it('fails with the error that it makes of a refusal, or else with the status', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(422, { reason: 'sold-out' });
    await using alices = stand(upstream);
    await expect(alices.things.buy('key-1', 'a thing')).rejects.toMatchObject({
      code: 'REFUSED',
      said: { reason: 'sold-out' },
    });
    await expect(alices.carts.removeItem('p-1')).rejects.toMatchObject({
      name: 'UpstreamError',
      method: 'DELETE',
      status: 422,
    });
  });

  it('is refused all the same where what the upstream says of it cannot be read', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(422, '<html>', { 'content-type': 'text/html' });
    await using alices = stand(upstream);
    const refused = { code: 'REFUSED', said: undefined };
    await expect(alices.things.buy('key-1', 'a thing')).rejects.toMatchObject(refused);
    expect(upstream.requests).toHaveLength(1);
  });

  it('of orders gives one back by the names of today, or says that it is shipped', async () => {
    await using upstream = await fakeUpstream();
    const order = {
      id: 'o-1',
      userId: null,
      partnerId: 'acme',
      status: 'cancelled',
      items: [],
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
    };
    const total = { amount: 1_999, currency: 'EUR' };
    await using alices = stand(upstream);
    for (const named of [{ total }, { amount: total }]) {
      upstream.answer(200, { ...order, ...named });
      expect(await alices.orders.cancel('o-1', 'key-1')).toEqual({ ...order, total });
    }
    upstream.answer(409, { detail: 'row 7 of db1' });
    await expect(alices.orders.cancel('o-1', 'key-2')).rejects.toMatchObject({
      code: 'COMMAND_CONFLICT',
      reason: 'not-cancellable',
    });
    const sent = upstream.requests.map(({ url, headers }) => [url, headers['idempotency-key']]);
    expect(sent.slice(1)).toEqual([
      ['/orders/o-1/cancel', 'key-1'],
      ['/orders/o-1/cancel', 'key-2'],
    ]);
  });

  it('cannot leave its path', async () => {
    await using upstream = await fakeUpstream();
    await using alices = stand(upstream);
    await expect(alices.carts.removeItem('..')).rejects.toMatchObject({ code: 'INVALID_PATH_SEGMENT' });
    expect(upstream.requests).toHaveLength(0);
  });
});
