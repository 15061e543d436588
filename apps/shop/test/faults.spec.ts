import { type RunningShop, runShop } from './running-shop.js';

describe('faults and counts', () => {
  let shop: RunningShop;
  beforeAll(async () => void (shop = await runShop()));
  afterAll(() => shop[Symbol.asyncDispose]());
  afterEach(async () => {
    await shop.ask('orders', '/_control/faults', { method: 'DELETE' });
    await shop.ask('orders', '/_control/requests', { method: 'DELETE' });
  });

  const fault = (body: unknown) => shop.ask('orders', '/_control/faults', { method: 'PUT', body });
  const order = () => shop.ask('orders', '/orders/o-0042');
  const counted = async () => (await shop.ask('orders', '/_control/requests')).body;

  it('are put, told and taken away again', async () => {
    expect(await fault({ latencyMs: 0, status: 500 })).toMatchObject({
      status: 200,
      body: { latencyMs: 0, status: 500 },
    });
    expect(await order()).toMatchObject({ status: 500 });
    expect(await shop.ask('users', '/users/alice')).toMatchObject({ status: 200 });
    expect(await shop.ask('orders', '/_control/faults', { method: 'DELETE' })).toMatchObject({ status: 204 });
    expect(await order()).toMatchObject({ status: 200 });
  });

  it.each([
    [{ errorRate: 1 }, 503],
    [{ errorRate: 0.51 }, 503],
    [{ errorRate: 0.5 }, 200],
    [{ errorRate: 1, status: 429 }, 429],
    [{ errorRate: 0, status: 429 }, 200],
    [{ status: 204 }, 204],
  ])('%j answers %i where the dice say 0.5', async (faults, status) => {
    await fault(faults);
    expect(await order()).toMatchObject({ status });
    expect(await shop.ask('orders', '/health')).toMatchObject({ status: 200 });
    expect(await shop.ask('orders', '/openapi.json')).toMatchObject({ status: 200 });
  });

  it('delay by the latency', async () => {
    await fault({ latencyMs: 60 });
    const start = performance.now();
    expect(await order()).toMatchObject({ status: 200 });
    expect(performance.now() - start).toBeGreaterThanOrEqual(58);
  });

  it('hang until the caller leaves', async () => {
    await fault({ hang: true });
    const url = `http://127.0.0.1:${shop.services['orders']}/orders/o-0042`;
    await expect(fetch(url, { signal: AbortSignal.timeout(80) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(await counted()).toMatchObject({ total: 1 });
  });

  it('reset after the headers and half of the body', async () => {
    await fault({ resetMidBody: true });
    const answer = await fetch(`http://127.0.0.1:${shop.services['orders']}/orders/o-0042`);
    const length = Number(answer.headers.get('content-length'));
    expect(answer.status).toBe(200);
    let received = 0;
    const read = async () => {
      for await (const chunk of answer.body ?? []) received += chunk.length;
    };
    await expect(read()).rejects.toMatchObject({ name: 'TypeError' });
    expect(received).toBe(Math.ceil(length / 2));
  });

  it('count requests by route, whatever became of them, but not health, documents and control', async () => {
    await order();
    await shop.ask('orders', '/orders/nothing?x=1');
    await shop.ask('orders', '/orders?ids=o-0001');
    await shop.ask('orders', '/unknown');
    await fault({ status: 500 });
    await order();
    await shop.ask('orders', '/health');
    await shop.ask('orders', '/openapi.json');
    expect(await counted()).toEqual({
      total: 5,
      routes: { 'GET /orders/:id': 3, 'GET /orders': 1, unmatched: 1 },
    });
    expect((await shop.ask('users', '/_control/requests')).body).toMatchObject({ total: 1 });
    expect(await shop.ask('orders', '/_control/requests', { method: 'DELETE' })).toMatchObject({
      status: 204,
    });
    expect(await counted()).toEqual({ total: 0, routes: {} });
  });

  it('are not to be had unless the shop was started with them', async () => {
    await using closed = await runShop({ faults: false, ports: new Map([['orders', 0]]) });
    for (const [method, path] of [
      ['PUT', '/_control/faults'],
      ['DELETE', '/_control/faults'],
      ['GET', '/_control/requests'],
    ] as const)
      expect(
        await closed.ask('orders', path, { method, ...(method === 'PUT' && { body: { hang: true } }) }),
      ).toMatchObject({
        status: 404,
      });
    expect(await closed.ask('orders', '/orders/o-0042')).toMatchObject({ status: 200 });
  });
});
