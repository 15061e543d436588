import type { ServerResponse } from 'node:http';
import { eventually, type FakeUpstream, fakeUpstream } from '@frontdesk/testing';
import { EventSource } from 'undici';
import { followOrder } from './index.js';

const step = (status: string) => ({
  status: 'shipped',
  shipment: null,
  step: { status, at: '2026-11-20T09:00:00Z' },
});

describe('who follows an order', () => {
  let gateway: FakeUpstream;
  let streams: ServerResponse[];
  let told: unknown[];
  let stop: () => void;
  const send = (event: string, data: object, id = '') =>
    streams.at(-1)?.write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);

  beforeAll(() => {
    // Node has one behind a flag; this is the same.
    globalThis.EventSource = EventSource as unknown as typeof globalThis.EventSource;
  });

  beforeEach(async () => {
    streams = [];
    told = [];
    gateway = await fakeUpstream((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 10\n\n');
      streams.push(response);
    });
  });

  const follow = () => {
    const follower = {
      onProgress: (progress: { step: { status: string } }) => told.push(progress.step.status),
      onEnd: (reason: string) => told.push(`end: ${reason}`),
    };
    stop = followOrder('o-0001', follower, { baseUrl: gateway.url });
  };

  afterEach(async () => {
    stop();
    await gateway[Symbol.asyncDispose]();
  });

  it('is told of every step, and of the end, after which the connection is closed', async () => {
    follow();
    await gateway.received(1);
    expect(gateway.requests).toMatchObject([{ url: '/api/orders/o-0001/events' }]);
    send('progress', step('in-transit'), '1');
    send('progress', step('delivered'), '2');
    send('end', { reason: 'delivered' }, '2');
    await eventually(() => told.length === 3, 'the end is told');
    expect(told).toEqual(['in-transit', 'delivered', 'end: delivered']);
    await eventually(() => gateway.sockets === 0, 'the connection is closed');
    expect(streams).toHaveLength(1);
  });

  it('goes on where it was when the connection breaks, or its gateway stops', async () => {
    follow();
    await gateway.received(1);
    send('progress', step('in-transit'), '1');
    await eventually(() => told.length === 1, 'a step is told');
    streams.at(-1)?.destroy();
    await gateway.received(2);
    send('end', { reason: 'shutting-down' }, '1');
    streams.at(-1)?.end();
    await gateway.received(3);
    expect(gateway.requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '1', '1']);
    expect(told).toEqual(['in-transit']);
  });

  it('is told whether the connection is there, for who shows that', async () => {
    const states: string[] = [];
    stop = followOrder(
      'o-0001',
      {
        onProgress: () => undefined,
        onConnection: (state) => states.push(state),
        onEnd: () => undefined,
      },
      { baseUrl: gateway.url },
    );
    await gateway.received(1);
    await eventually(() => states.length === 1, 'the connection is there');
    streams.at(-1)?.destroy();
    await eventually(() => states.length === 3, 'the connection is there again');
    expect(states).toEqual(['live', 'interrupted', 'live']);
  });

  it('is told once when it is refused', async () => {
    gateway.answer(404);
    follow();
    await eventually(() => told.length > 0, 'the refusal is told');
    expect(told).toEqual(['end: refused']);
    expect(gateway.requests).toHaveLength(1);
  });

  it('is told nothing more once it stops', async () => {
    follow();
    await gateway.received(1);
    stop();
    await gateway.abandoned(1);
    expect(told).toEqual([]);
  });
});
