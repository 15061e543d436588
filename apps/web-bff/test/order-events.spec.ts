import {
  eventually,
  type FakeUpstream,
  fakeUpstream,
  shopForTests,
  type ShopService,
  type TestShop,
} from '@frontdesk/testing';
import { EventReader } from './event-reader.js';
import { Stand } from './stand.js';

const POLL_MS = 50;
const QUICK = {
  ORDER_EVENTS_POLL_MS: String(POLL_MS),
  RATE_LIMIT: '100000/60s',
};
const STEPS = ['preparing', 'handed-over', 'in-transit', 'delivered'];

const open: AbortController[] = [];
afterEach(() => open.splice(0).forEach((stream) => stream.abort()));

/** Opens a stream as a browser does, which sends no headers of ours. */
async function listen(stand: Stand, orderId: string, subject: string, headers: Record<string, string> = {}) {
  const leaving = new AbortController();
  open.push(leaving);
  const init = { headers: { accept: 'text/event-stream', ...headers }, signal: leaving.signal };
  const answer = await stand.ask(`/api/orders/${orderId}/events`, subject, init);
  return { answer, leave: () => leaving.abort() };
}
async function streamOf(...args: Parameters<typeof listen>) {
  const { answer, leave } = await listen(...args);
  expect(answer.status).toBe(200);
  return Object.assign(new EventReader(answer), { leave });
}

/** Orders and shipments of alice's that go as far as they are told, from one service that counts what it is asked. */
class Parcels {
  readonly known = new Map<string, { status: string; steps: string[] }>();

  constructor(readonly upstream: FakeUpstream) {
    this.works();
  }

  set(orderId: string, status: string, steps: number): void {
    this.known.set(orderId, { status, steps: STEPS.slice(0, steps) });
  }

  works(): void {
    this.upstream.handle((request, response) => {
      const orderId = request.query.get('orderId') ?? request.path.slice('/orders/'.length);
      const body = request.path.startsWith('/orders/') ? this.#order(orderId) : this.#shipments(orderId);
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body ?? {}));
    });
  }

  /** How often an order was asked for. */
  looks(orderId: string): number {
    return this.upstream.requests.filter(({ path }) => path === `/orders/${orderId}`).length;
  }

  #order(orderId: string) {
    const found = this.known.get(orderId);
    const total = { amount: 100, currency: 'EUR' };
    const at = '2026-01-01T00:00:00.000Z';
    return (
      found && {
        id: orderId,
        userId: 'alice',
        partnerId: null,
        status: found.status,
        items: [],
        total,
        createdAt: at,
        updatedAt: at,
      }
    );
  }

  #shipments(orderId: string) {
    const steps = this.known.get(orderId)?.steps ?? [];
    const at = (minute: number) => `2026-01-01T00:0${minute}:00.000Z`;
    const shipment = {
      id: `s-${orderId}`,
      orderId,
      status: steps.at(-1),
      carrier: 'DHL',
      trackingNumber: 'DHL1',
      steps: steps.map((status, minute) => ({ status, at: at(minute) })),
      estimatedAt: at(9),
      updatedAt: at(0),
    };
    return { items: steps.length > 0 ? [shipment] : [] };
  }
}

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

  it('is documented with the schemas of its events', async () => {
    const document = (await (await stand.ask('/openapi.json')).json()) as {
      paths: Record<string, { get: { responses: Record<string, { content: object }> } }>;
    };
    const { content } = document.paths['/api/orders/{id}/events']?.get.responses['200'] ?? {};
    expect(Object.keys(content ?? {})).toEqual(['text/event-stream']);
    expect(JSON.stringify(content)).toMatch(/OrderProgress.*OrderProgressEnd/);
  });
});

describe('the streams of a process', () => {
  let stand: Stand;
  let parcels: Parcels;
  beforeAll(async () => {
    parcels = new Parcels(await fakeUpstream());
    stand = await Stand.start({
      ...QUICK,
      ORDERS_URL: parcels.upstream.url,
      SHIPPING_URL: parcels.upstream.url,
      ORDERS_RETRIES: '0',
      ORDERS_BREAKER_VOLUME: '100000',
      ORDERS_EJECT_AFTER: '100000',
    });
  });
  afterAll(async () => {
    await stand?.[Symbol.asyncDispose]();
    await parcels?.upstream[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    parcels.works();
    parcels.upstream.requests.length = 0;
  });

  /** Resolves when so many more looks at an order have come. */
  const looked = (orderId: string, more: number) => {
    const target = parcels.looks(orderId) + more;
    return eventually(() => parcels.looks(orderId) >= target, `${more} more looks at ${orderId}`, 5_000);
  };
  /** Resolves once nobody watches: the one connection that looks then lies still for several polls. */
  const isLeftAlone = async () => {
    let seen = -1;
    let since = 0;
    await eventually(
      () => {
        if (parcels.upstream.requests.length !== seen) {
          seen = parcels.upstream.requests.length;
          since = performance.now();
        }
        return performance.now() - since > 6 * POLL_MS;
      },
      'no more looks',
      5_000,
    );
  };

  it('look at an order once for all who watch it, and not at all when nobody does', async () => {
    parcels.set('o-1', 'paid', 1);
    const streams = await Promise.all(Array.from({ length: 50 }, () => streamOf(stand, 'o-1', 'alice')));
    await Promise.all(streams.map((stream) => stream.received(1)));
    expect(parcels.looks('o-1')).toBeLessThan(10);
    const [from, before] = [performance.now(), parcels.looks('o-1')];
    await looked('o-1', 10);
    const most = (performance.now() - from) / POLL_MS + 2;
    expect(parcels.looks('o-1') - before).toBeLessThanOrEqual(most);
    parcels.set('o-1', 'shipped', 2);
    await Promise.all(streams.map((stream) => stream.received(2)));
    for (const stream of streams) stream.leave();
    await isLeftAlone();
    expect(streams.map(({ events }) => events.length)).toEqual(Array(50).fill(2));
  });

  it('stay open while the services fail, ask less and less, and then go on', async () => {
    parcels.set('o-2', 'paid', 1);
    const stream = await streamOf(stand, 'o-2', 'alice');
    await stream.received(1);
    parcels.upstream.answer(503);
    const [from, before] = [performance.now(), parcels.looks('o-2')];
    await looked('o-2', 4);
    // 50 + 50..100 + 100..200 + 200..400 ms, where 4 × 50 would be the pace of services that work.
    expect(performance.now() - from).toBeGreaterThan(250);
    expect(parcels.looks('o-2') - before).toBeLessThanOrEqual(5);
    expect(stream.hasEnded).toBe(false);
    parcels.set('o-2', 'shipped', 3);
    parcels.works();
    const events = await stream.received(3);
    expect(events.map(({ id, type }) => [id, type])).toEqual([
      ['1', 'progress'],
      ['2', 'progress'],
      ['3', 'progress'],
    ]);
  });

  it('wait for a shipment that cannot be asked for, rather than saying that there is none', async () => {
    parcels.set('o-3', 'delivered', 4);
    const works = parcels.upstream;
    parcels.works();
    await using broken = await fakeUpstream();
    broken.answer(500);
    await using other = await Stand.start({
      ...QUICK,
      ORDERS_URL: works.url,
      SHIPPING_URL: broken.url,
    });
    const stream = await streamOf(other, 'o-3', 'alice');
    await broken.received(3);
    expect([stream.events, stream.hasEnded]).toEqual([[], false]);
  });

  it('begin with a problem where the services cannot say whose the order is', async () => {
    parcels.upstream.answer(503);
    const { answer } = await listen(stand, 'o-4', 'alice');
    expect(answer.status).toBe(502);
    parcels.works();
    await isLeftAlone();
  });

  it('end where the order is no more, so that who connects again is told', async () => {
    parcels.set('o-5', 'paid', 1);
    const stream = await streamOf(stand, 'o-5', 'alice');
    await stream.received(1);
    parcels.known.delete('o-5');
    expect(await stream.ended()).toHaveLength(1);
    expect((await listen(stand, 'o-5', 'alice')).answer.status).toBe(404);
  });

  it('cut the look of a caller who leaves in the middle of it', async () => {
    parcels.upstream.hang();
    const leaving = new AbortController();
    const asking = stand.ask('/api/orders/o-6/events', 'alice', { signal: leaving.signal });
    await parcels.upstream.received(1);
    leaving.abort();
    await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
    await parcels.upstream.abandoned(1);
  });

  it('cost no timer each: a thousand have one, and as many looks as one', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const orders = Array.from({ length: 10 }, (_, index) => `o-1${index}`);
    for (const orderId of orders) parcels.set(orderId, 'paid', 1);
    const streams: Awaited<ReturnType<typeof streamOf>>[] = [];
    const openMore = async (count: number) => {
      for (let opened = 0; opened < count; opened += 10) {
        const some = Array.from({ length: 10 }, (_, index) =>
          streamOf(stand, orders[index % orders.length] ?? '', 'alice'),
        );
        streams.push(...(await Promise.all(some)));
      }
      await Promise.all(streams.map((stream) => stream.received(1)));
    };
    await openMore(10);
    const withTen = timers();
    await openMore(990);
    expect(streams).toHaveLength(1_000);
    expect(timers()).toBeLessThanOrEqual(withTen + 5);

    const [from, before] = [performance.now(), parcels.looks('o-10')];
    await looked('o-10', 3);
    const most = (performance.now() - from) / POLL_MS + 2;
    expect(parcels.looks('o-10') - before).toBeLessThanOrEqual(most);

    for (const orderId of orders) parcels.set(orderId, 'shipped', 2);
    await Promise.all(streams.map((stream) => stream.received(2, 10_000)));
    for (const stream of streams) stream.leave();
    await isLeftAlone();
  }, 60_000);

  it('end when the gateway stops, which does not wait for them', async () => {
    parcels.set('o-7', 'paid', 1);
    const stopping = await Stand.start({
      ...QUICK,
      ORDERS_URL: parcels.upstream.url,
      SHIPPING_URL: parcels.upstream.url,
      SHUTDOWN_TIMEOUT_MS: '10000',
    });
    const stream = await streamOf(stopping, 'o-7', 'alice');
    await stream.received(1);
    const from = performance.now();
    await stopping[Symbol.asyncDispose]();
    expect(performance.now() - from).toBeLessThan(5_000);
    expect((await stream.ended()).at(-1)).toMatchObject({ type: 'end', data: { reason: 'shutting-down' } });
  });
});
