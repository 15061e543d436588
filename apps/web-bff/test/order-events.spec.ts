import { shopForTests, type ShopService, type TestShop } from '@frontdesk/testing';
import { leaveAll, listen, QUICK, streamOf } from './listen.js';
import { STEPS } from './parcels.js';
import { Stand } from './stand.js';

afterEach(leaveAll);

describe('GET /api/orders/:id/events, with the real shop', () => {
  const DEADLINE_MS = 500;
  let stand: Stand;
  let moving: TestShop;
  beforeAll(async () => {
    moving = await shopForTests({ SHIPMENT_STEP_MS: '400' });
    const { ORDERS_URL = '', SHIPPING_URL = '' } = moving.environment;
    const settings = { ORDER_EVENTS_HEARTBEAT_MS: '100', DEADLINE_MS: String(DEADLINE_MS) };
    stand = await Stand.start({ ...QUICK, ORDERS_URL, SHIPPING_URL, ...settings });
  });
  afterAll(async () => {
    await stand?.[Symbol.asyncDispose]();
    await moving?.[Symbol.asyncDispose]();
  });

  const place = async (user: string) => {
    const post = (service: ShopService, path: string, body: object) =>
      fetch(moving.url(service) + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-user-id': user },
        body: JSON.stringify(body),
      });
    const placed = await post('orders', '/orders', {
      items: [{ productId: 'p-001', quantity: 1 }],
      paymentId: 'pay-1',
    });
    const { id } = (await placed.json()) as { id: string };
    await post('shipping', '/shipments', { orderId: id, carrier: 'DHL' });
    return id;
  };

  it('tells the steps of an order that is delivered, and that there will be no more', async () => {
    const stream = await streamOf(stand, 'o-0042', 'alice');
    const events = await stream.ended();
    expect(events.map(({ id, type }) => [id, type])).toEqual([
      ['1', 'progress'],
      ['2', 'progress'],
      ['3', 'progress'],
      ['4', 'progress'],
      ['4', 'end'],
    ]);
    expect(events.map(({ data }) => (data['step'] as { status: string } | undefined)?.status)).toEqual([
      ...STEPS,
      undefined,
    ]);
    expect(events[0]?.data).toEqual({
      status: 'delivered',
      shipment: {
        status: 'delivered',
        carrier: expect.any(String),
        trackingNumber: expect.any(String),
        estimatedAt: expect.any(String),
      },
      step: { status: 'preparing', at: expect.any(String) },
    });
    expect(events.at(-1)?.data).toEqual({ reason: 'delivered' });
    expect(stream.retryMs).toBe(5_000);
  });

  it('is kept by nobody on the way, and held back by none', async () => {
    const { answer } = await streamOf(stand, 'o-0042', 'alice');
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    expect(answer.headers.get('x-request-id')).toBeTruthy();
    for (const name of ['etag', 'content-encoding', 'content-length'])
      expect(answer.headers.get(name)).toBeNull();
  });

  it('tells each step as it happens, for longer than a request may take', async () => {
    const orderId = await place('alice');
    const from = performance.now();
    const stream = await streamOf(stand, orderId, 'alice');
    const events = await stream.ended(10_000);
    expect(performance.now() - from).toBeGreaterThan(DEADLINE_MS);
    expect(events.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '4']);
    expect(events[0]?.data).toMatchObject({ status: 'paid', shipment: { status: 'preparing' } });
    expect(events[1]?.data).toMatchObject({ status: 'shipped', shipment: { status: 'handed-over' } });
    expect(stream.comments).toBeGreaterThan(2);
  });

  it('goes on where it was cut, without repeating a step', async () => {
    const orderId = await place('alice');
    const first = await streamOf(stand, orderId, 'alice');
    const lastEventId = (await first.received(2)).at(-1)?.id ?? '';
    first.leave();
    const second = await streamOf(stand, orderId, 'alice', { 'last-event-id': lastEventId });
    const told = [...first.events, ...(await second.ended(10_000))];
    expect(told.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '4']);
  });

  it.each([
    ['0', ['1', '2', '3', '4', '4']],
    ['3', ['4', '4']],
    ['4', ['4']],
    ['9', ['9']],
  ])('after Last-Event-ID: %s tells what comes after it', async (lastEventId, ids) => {
    const stream = await streamOf(stand, 'o-0042', 'alice', { 'last-event-id': lastEventId });
    expect((await stream.ended()).map(({ id }) => id)).toEqual(ids);
  });

  it('ends for an order that is cancelled', async () => {
    const answer = await fetch(`${moving.url('orders')}/orders?limit=100`, {
      headers: { 'x-user-id': 'alice' },
    });
    const { items } = (await answer.json()) as { items: { id: string; status: string }[] };
    const cancelled = items.find(({ status }) => status === 'cancelled')?.id ?? '';
    const events = await (await streamOf(stand, cancelled, 'alice')).ended();
    expect(events.at(-1)).toMatchObject({ type: 'end', data: { reason: 'cancelled' } });
  });

  it.each([
    ["another's order", 'o-0042', 'bob', 404],
    ['an order that does not exist', 'o-9999', 'alice', 404],
    ['what is no id', 'a%20b', 'alice', 400],
  ])('is a problem for %s, before any stream begins', async (_, orderId, subject, status) => {
    const { answer } = await listen(stand, orderId, subject);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(JSON.stringify(await answer.json())).not.toContain('preparing');
  });

  it('is 400 after an id that was not given out, and names the header', async () => {
    const { answer } = await listen(stand, 'o-0042', 'alice', { 'last-event-id': '-1' });
    expect([answer.status, ((await answer.json()) as { errors: object[] }).errors]).toEqual([
      400,
      [{ in: 'header', field: 'Last-Event-ID', detail: expect.any(String) }],
    ]);
  });

  it('is nothing for who is not known', async () => {
    const answer = await stand.ask('/api/orders/o-0042/events');
    expect(answer.status).toBe(401);
  });

  it('answers HEAD with its headers, and is over', async () => {
    const answer = await stand.ask('/api/orders/o-0042/events', 'alice', { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  it('is documented with the schemas of its events', async () => {
    const document = (await (await stand.ask('/openapi.json')).json()) as {
      paths: Record<string, { get: { responses: Record<string, { content: object }> } }>;
    };
    const { content } = document.paths['/api/orders/{id}/events']?.get.responses['200'] ?? {};
    expect(Object.keys(content ?? {})).toEqual(['text/event-stream']);
    expect(JSON.stringify(content)).toMatch(/OrderProgress.*OrderProgressEnd/);
  });
});
