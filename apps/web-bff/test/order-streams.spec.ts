import { once } from 'node:events';
import { connect } from 'node:net';
import { eventually, fakeUpstream } from '@frontdesk/testing';
import { leaveAll, listen, QUICK, streamOf } from './listen.js';
import { Parcels } from './parcels.js';
import { Stand } from './stand.js';

const POLL_MS = Number(QUICK.ORDER_EVENTS_POLL_MS);

/** As events, more than the buffers of two sockets on one machine hold. */
const MANY_STEPS = 8_000;

afterEach(leaveAll);

describe('the streams of a process', () => {
  let stand: Stand;
  let parcels: Parcels;
  beforeAll(async () => {
    parcels = new Parcels(await fakeUpstream());
    stand = await Stand.start({
      ...QUICK,
      ORDERS_URL: parcels.upstream.url,
      SHIPPING_URL: parcels.upstream.url,
      // A thousand callers at once, and their gateway, share one thread here.
      DEADLINE_MS: '5000',
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
  const looked = (orderId: string, more: number, withinMs = 5_000) => {
    const target = parcels.looks(orderId) + more;
    return eventually(() => parcels.looks(orderId) >= target, `${more} more looks at ${orderId}`, withinMs);
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
    const from = performance.now();
    const streams = await Promise.all(Array.from({ length: 50 }, () => streamOf(stand, 'o-1', 'alice')));
    await Promise.all(streams.map((stream) => stream.received(1)));
    await looked('o-1', 10);
    expect(parcels.looks('o-1')).toBeLessThanOrEqual((performance.now() - from) / POLL_MS + 2);
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

  it('are cut where their caller does not read, once more waits than a connection holds', async () => {
    const { cookie } = await stand.logIn('alice');
    const { port, hostname } = new URL(stand.gateway.url);
    const steps: string[] = ['preparing'];
    parcels.known.set('o-8', { status: 'paid', steps, trackingNumber: '1'.repeat(8 * 1_024) });
    const socket = connect(Number(port), hostname).pause();
    try {
      await once(socket, 'connect');
      socket.write(
        `GET /api/orders/o-8/events HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${cookie}\r\n\r\n`,
      );
      await looked('o-8', 1);
      // Two megabytes with each look, until there are no more looks, since nobody watches.
      let looks = -1;
      while (looks !== parcels.looks('o-8') && steps.length < MANY_STEPS) {
        looks = parcels.looks('o-8');
        steps.push(...Array<string>(256).fill('in-transit'));
        await looked('o-8', 1, 1_000).catch(() => undefined);
      }
      expect(steps.length).toBeLessThan(MANY_STEPS);
      await isLeftAlone();
    } finally {
      socket.destroy();
    }
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
    // Looks that are under way have timers of their own, however many streams there are.
    expect(timers()).toBeLessThanOrEqual(withTen + 2 * orders.length);

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
