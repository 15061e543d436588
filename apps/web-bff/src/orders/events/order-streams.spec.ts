import { Deadline, RequestContext } from '@frontdesk/request-context';
import { eventually, fakeClock } from '@frontdesk/testing';
import type { MessageEvent } from '@nestjs/common';
import type { CurrentSession } from '../../session/current-session.js';
import type { Progress } from './order-progress.view.js';
import { OrderStreams } from './order-streams.js';

const POLL_MS = 1_000;
const HEARTBEAT_MS = 15_000;
const onItsWay: Progress = {
  status: 'shipped',
  shipment: { status: 'handed-over', carrier: 'DHL', trackingNumber: 'DHL1', estimatedAt: null },
  steps: [
    { status: 'preparing', at: '2026-01-01T00:00:00.000Z' },
    { status: 'handed-over', at: '2026-01-01T01:00:00.000Z' },
  ],
};

function contextOf(userId: string) {
  const gone = new AbortController();
  const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
  const context = new RequestContext('request-1', trace, Deadline.in(60_000), gone.signal);
  context.authenticated({ kind: 'user', id: userId, scopes: new Set() });
  return { context, leave: () => gone.abort() };
}

/** Streams on time that stands still, on looks that are ended by hand or at once. */
function stand(answers: 'at once' | 'by hand' = 'at once') {
  const clock = fakeClock();
  const looks: { orderId: string; user: string; answer: () => void; fail: () => void }[] = [];
  const ticks = new Set<() => void>();
  const state = { fails: false, progress: onItsWay, complete: true };
  const streams = new OrderStreams({
    look: (orderId, { principal }) =>
      new Promise((resolve, reject) => {
        const answer = () => resolve({ progress: state.progress, complete: state.complete });
        const fail = () => reject(new Error('down'));
        looks.push({ orderId, user: principal.id, answer, fail });
        if (answers === 'at once') (state.fails ? fail : answer)();
      }),
    pollMs: POLL_MS,
    heartbeatMs: HEARTBEAT_MS,
    clock,
    random: () => 1,
    every: (_, tick) => {
      ticks.add(tick);
      return () => ticks.delete(tick);
    },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    streams,
    looks,
    ticks,
    state,
    clock,
    async pass(ms: number) {
      clock.advance(ms);
      for (const tick of ticks) tick();
      await settle();
    },
    async listen(
      orderId: string,
      user = 'alice',
      { since = 0, session }: { since?: number; session?: CurrentSession } = {},
    ) {
      const { context, leave } = contextOf(user);
      const opened = await streams.open({ orderId, since, context, session });
      const heard: MessageEvent[] = [];
      const reader = { heard, hasEnded: false, leave: () => subscription.unsubscribe(), goAway: leave };
      const subscription = opened.subscribe({
        next: (event) => heard.push(event),
        complete: () => (reader.hasEnded = true),
      });
      return reader;
    },
  };
}

const types = (heard: readonly MessageEvent[]) => heard.map(({ type, comment }) => type ?? comment);

describe('the streams of orders', () => {
  it('have one timer between them, for as long as there is one', async () => {
    const { listen, streams, ticks } = stand();
    expect(ticks.size).toBe(0);
    const [one, other] = [await listen('o-1'), await listen('o-2')];
    expect([ticks.size, streams.watched]).toEqual([1, 2]);
    one.leave();
    expect([ticks.size, streams.watched]).toEqual([1, 1]);
    other.leave();
    expect([ticks.size, streams.watched]).toEqual([0, 0]);
    await listen('o-3');
    expect([ticks.size, streams.watched]).toEqual([1, 1]);
  });

  it('look once at an order for all of one user, and never for another with it', async () => {
    const { listen, looks, pass } = stand();
    await Promise.all(Array.from({ length: 20 }, () => listen('o-1', 'alice')));
    await listen('o-1', 'bob');
    expect(looks.map(({ user }) => user)).toEqual(['alice', 'bob']);
    await pass(POLL_MS);
    expect(looks.map(({ user }) => user)).toEqual(['alice', 'bob', 'alice', 'bob']);
  });

  it('look at few orders at once, and at each in its turn', async () => {
    const { listen, looks, pass } = stand('by hand');
    const orders = Array.from({ length: 100 }, (_, index) => `o-${index}`);
    const opening = orders.map((orderId) => listen(orderId));
    looks.splice(0).forEach(({ answer }) => answer());
    await Promise.all(opening);
    await pass(POLL_MS);
    expect(looks).toHaveLength(16);
    for (let ended = 0; ended < 100; ended += 1) {
      looks[ended]?.answer();
      await eventually(() => looks.length >= Math.min(100, 17 + ended), 'the next look');
      expect(looks.length).toBeLessThanOrEqual(17 + ended);
    }
    expect(new Set(looks.map(({ orderId }) => orderId)).size).toBe(100);
  });

  it('look further and further apart while that fails, and tell what came in between', async () => {
    const { listen, looks, pass, state } = stand();
    const { heard } = await listen('o-1');
    state.fails = true;
    const failedAt: number[] = [];
    for (let second = 1; second <= 40; second += 1) {
      const before = looks.length;
      await pass(POLL_MS);
      if (looks.length > before) failedAt.push(second);
    }
    expect(failedAt).toEqual([1, 3, 7, 15, 31]);
    state.fails = false;
    state.progress = {
      ...onItsWay,
      steps: [...onItsWay.steps, { status: 'in-transit', at: '2026-01-01T02:00:00.000Z' }],
    };
    await pass(30 * POLL_MS);
    expect(heard.filter(({ type }) => type === 'progress').map(({ id }) => id)).toEqual(['1', '2', '3']);
    await pass(POLL_MS);
    expect(looks).toHaveLength(8);
  });

  it('say that they live, where nothing else was said', async () => {
    const { listen, pass } = stand();
    const { heard } = await listen('o-1');
    expect(types(heard)).toEqual(['connected', 'progress', 'progress']);
    await pass(HEARTBEAT_MS - 1);
    expect(heard).toHaveLength(3);
    await pass(1);
    expect(types(heard)).toEqual(['connected', 'progress', 'progress', 'alive']);
    expect(heard.at(-1)).toEqual({ comment: 'alive' });
  });

  it('have an id on everything that is no comment alone, so that nobody counts in another way', async () => {
    const { listen, streams } = stand();
    const { heard } = await listen('o-1', 'alice', { since: 1 });
    streams.stop();
    expect(heard.map(({ id }) => id)).toEqual(['1', '2', '2']);
  });

  it('end with the session, and not with that of another', async () => {
    const told = new Set<() => void>();
    const session: CurrentSession = {
      endsAt: 0,
      onEnd(callback) {
        told.add(callback);
        return () => told.delete(callback);
      },
    };
    const { listen, streams } = stand();
    const [ending, staying] = [await listen('o-1', 'alice', { session }), await listen('o-1', 'alice')];
    expect(told.size).toBe(1);
    told.forEach((callback) => callback());
    expect([ending.hasEnded, staying.hasEnded]).toEqual([true, false]);
    expect(ending.heard.at(-1)).toMatchObject({ type: 'end', data: { reason: 'session-ended' } });
    expect([told.size, streams.watched]).toEqual([0, 1]);
  });

  it('end when the gateway stops, those to come included', async () => {
    const { listen, streams, ticks } = stand();
    const before = await listen('o-1');
    streams.stop();
    const after = await listen('o-2');
    for (const { heard, hasEnded } of [before, after]) {
      expect(hasEnded).toBe(true);
      expect(heard.at(-1)).toMatchObject({ type: 'end', data: { reason: 'shutting-down' } });
    }
    expect([ticks.size, streams.watched]).toEqual([0, 0]);
  });

  it('leave nothing behind of a caller who leaves before there is a stream', async () => {
    const { streams, looks, ticks } = stand('by hand');
    const { context, leave } = contextOf('alice');
    const opening = streams.open({ orderId: 'o-1', since: 0, context, session: undefined });
    expect([ticks.size, streams.watched]).toEqual([1, 1]);
    leave();
    expect([ticks.size, streams.watched]).toEqual([0, 0]);
    looks[0]?.answer();
    await opening;
    expect([ticks.size, streams.watched]).toEqual([0, 0]);
  });

  it('leave nothing behind of an order that cannot be shown', async () => {
    const { listen, state, streams, ticks } = stand();
    state.fails = true;
    await expect(listen('o-1')).rejects.toThrow('down');
    expect([ticks.size, streams.watched]).toEqual([0, 0]);
  });

  it('wait for the last step of an order that is said to be delivered', async () => {
    const { listen, pass, state } = stand();
    state.progress = { ...onItsWay, status: 'delivered' };
    const reader = await listen('o-1');
    expect(reader.hasEnded).toBe(false);
    state.progress = {
      status: 'delivered',
      shipment: { ...onItsWay.shipment!, status: 'delivered' },
      steps: [...onItsWay.steps, { status: 'delivered', at: '2026-01-01T02:00:00.000Z' }],
    };
    await pass(POLL_MS);
    expect(types(reader.heard).slice(-2)).toEqual(['progress', 'end']);
    expect(reader.hasEnded).toBe(true);
  });
});
