import { fakeUpstream } from '@frontdesk/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { aContext, aGet, aPost, errorOf, things } from './asking.js';

const slow = (ms: number) => async (_: unknown, response: import('node:http').ServerResponse) => {
  await pause(ms);
  response.setHeader('content-type', 'application/json').end('{}');
};

describe('the deadline', () => {
  test('gives the second of two dependent calls what the first one left, and then calls nothing', async () => {
    await using server = await fakeUpstream(slow(200));
    await using upstream = things(server);
    const context = aContext({ deadlineMs: 300 });
    const startedAt = performance.now();
    await upstream.ask(aGet(), context);
    expect(await errorOf(upstream.ask(aGet(), context))).toMatchObject({ name: 'DeadlineExceeded' });
    expect(performance.now() - startedAt).toBeLessThan(450);
    expect(server.requests).toHaveLength(2);
    expect(Number(server.requests[1]?.headers['x-envoy-expected-rq-timeout-ms'])).toBeLessThanOrEqual(100);
    await server.abandoned(1);

    expect(await errorOf(upstream.ask(aGet(), context))).toMatchObject({ name: 'DeadlineExceeded' });
    expect(server.requests).toHaveLength(2);
  });

  test('begins no attempt that could not be answered in time', async () => {
    await using server = await fakeUpstream();
    await using upstream = things(server, { minAttemptMs: 50 });
    expect(await errorOf(upstream.ask(aGet(), aContext({ deadlineMs: 40 })))).toMatchObject({
      name: 'DeadlineExceeded',
    });
    expect(server.requests).toHaveLength(0);
  });

  test('cuts an answer that comes a byte at a time', async () => {
    await using server = await fakeUpstream((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(drip));
    });
    await using upstream = things(server);
    const startedAt = performance.now();
    expect(await errorOf(upstream.ask(aGet(), aContext({ deadlineMs: 150 })))).toMatchObject({
      name: 'DeadlineExceeded',
    });
    expect(performance.now() - startedAt).toBeLessThan(700);
    await server.abandoned(1);
  });

  test('is the policy where the caller would wait longer', async () => {
    await using server = await fakeUpstream();
    server.hang();
    await using upstream = things(server, { deadlineMs: 80 });
    const startedAt = performance.now();
    expect(await errorOf(upstream.ask(aGet(), aContext({ deadlineMs: 5_000 })))).toMatchObject({
      name: 'DeadlineExceeded',
    });
    expect(performance.now() - startedAt).toBeLessThan(700);
  });

  test('leaves a command all of its time, and a read room for a second attempt', async () => {
    await using server = await fakeUpstream(slow(400));
    await using upstream = things(server, { attemptTimeoutMs: 300, deadlineMs: 3_000 });
    await upstream.ask(aPost(), aContext({ deadlineMs: 3_000 }));
    expect(server.requests).toHaveLength(1);
    // The second attempt is the last that fits, so it has all that is left.
    await upstream.ask(aGet(), aContext({ deadlineMs: 880 }));
    expect(server.requests).toHaveLength(3);
    await server.abandoned(1);
  });
});

describe('a caller that goes away', () => {
  test('closes the upstream connection within 200 ms, and counts as no failure', async () => {
    await using server = await fakeUpstream();
    server.hang();
    await using upstream = things(server, { breakerVolume: 1, ejectAfter: 1 });
    const caller = new AbortController();
    const asked = errorOf(upstream.ask(aGet(), aContext({ signal: caller.signal })));
    await server.received(1);
    const leftAt = performance.now();
    caller.abort();
    expect(await asked).toMatchObject({ name: 'CallerGone' });
    await server.abandoned(1);
    expect(performance.now() - leftAt).toBeLessThan(200);
    expect(server.requests).toHaveLength(1);
    expect(upstream.upstream.health()).toMatchObject({
      breaker: 'closed',
      inFlight: 0,
      instances: [{ inFlight: 0 }],
    });
  });

  test('is not called for', async () => {
    await using server = await fakeUpstream();
    await using upstream = things(server);
    const signal = AbortSignal.abort();
    expect(await errorOf(upstream.ask(aGet(), aContext({ signal })))).toMatchObject({ name: 'CallerGone' });
    expect(server.requests).toHaveLength(0);
  });

  test('does not wait out the pause before a retry', async () => {
    await using server = await fakeUpstream();
    server.answer(503, {}, { 'retry-after': '1' });
    await using upstream = things(server, { deadlineMs: 5_000 });
    const caller = new AbortController();
    const asked = errorOf(upstream.ask(aGet(), aContext({ deadlineMs: 5_000, signal: caller.signal })));
    await server.received(1);
    await pause(20);
    caller.abort();
    expect(await asked).toMatchObject({ name: 'CallerGone' });
    expect(server.requests).toHaveLength(1);
  });
});
