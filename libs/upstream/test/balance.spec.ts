import { eventually, fakeClock, fakeUpstream, seededRandom } from '@frontdesk/testing';
import { aContext, aGet, aPost, errorOf, things } from './asking.js';

const json = { 'content-type': 'application/json' };

describe('balancing', () => {
  test('spreads calls over the instances', async () => {
    await using one = await fakeUpstream();
    await using two = await fakeUpstream();
    await using three = await fakeUpstream();
    await using upstream = things([one, two, three], {}, { random: seededRandom(7) });
    for (let i = 0; i < 300; i++) await upstream.ask();
    for (const { requests } of [one, two, three]) expect(requests.length).toBeGreaterThan(60);
  });

  test('prefers the instance with fewer calls in flight', async () => {
    await using slow = await fakeUpstream();
    await using quick = await fakeUpstream();
    slow.hang();
    await using upstream = things([slow, quick]);
    const stuck = [];
    while (slow.requests.length === 0) {
      stuck.push(errorOf(upstream.ask(aGet({ method: 'POST' }), aContext({ deadlineMs: 400 }))));
      await eventually(() => slow.requests.length + quick.requests.length >= stuck.length);
    }
    const before = quick.requests.length;
    for (let i = 0; i < 20; i++) await upstream.ask();
    expect(slow.requests).toHaveLength(1);
    expect(quick.requests).toHaveLength(before + 20);
    await Promise.all(stuck);
  });

  test('keeps what cannot be repeated from an instance that failed just now', async () => {
    const clock = fakeClock();
    await using bad = await fakeUpstream();
    await using good = await fakeUpstream();
    bad.answer(500);
    await using upstream = things([bad, good], {}, { clock, random: seededRandom(3) });
    const ask = (call = aGet()) => errorOf(upstream.ask(call, aContext({ clock })));
    while (bad.requests.length === 0) await ask();
    for (let i = 0; i < 20; i++) expect(await ask(aPost())).toBeUndefined();
    expect(bad.requests).toHaveLength(1);
    clock.advance(101);
    for (let i = 0; i < 20; i++) await ask(aPost());
    expect(bad.requests.length).toBeGreaterThan(1);
  });

  test('sets an instance aside after five failures in a row, for longer each time, and takes it back slowly', async () => {
    const clock = fakeClock();
    await using bad = await fakeUpstream();
    await using good = await fakeUpstream();
    bad.answer(500);
    const ejections: number[] = [];
    const returns: string[] = [];
    const observer = {
      ejected: ({ forMs }: { forMs: number }) => void ejections.push(forMs),
      returned: ({ instance }: { instance: string }) => void returns.push(instance),
    };
    const random = seededRandom(1);
    await using upstream = things([bad, good], { breakerErrorPercent: 99 }, { clock, observer, random });
    const ask = () => errorOf(upstream.ask(aGet(), aContext({ clock })));
    while (ejections.length === 0) await ask();
    expect(bad.requests).toHaveLength(5);
    for (let i = 0; i < 50; i++) await ask();
    expect(bad.requests).toHaveLength(5);

    // Back for one failure, and away for twice as long.
    clock.advance(1_001);
    while (ejections.length === 1) await ask();
    expect(bad.requests).toHaveLength(6);
    expect(ejections).toEqual([1_000, 2_000]);

    bad.answer(200);
    clock.advance(2_001);
    const shareOf = async (calls: number) => {
      const before = bad.requests.length;
      for (let i = 0; i < calls; i++) await ask();
      return (bad.requests.length - before) / calls;
    };
    expect(await shareOf(200)).toBeLessThan(0.15);
    expect(returns).toEqual([]);
    clock.advance(5_000);
    expect(await shareOf(200)).toBeGreaterThan(0.35);
    expect(returns).toEqual([`127.0.0.1:${bad.port}`]);
  });

  test('sets aside no more than half of the instances, and never the last one', async () => {
    await using one = await fakeUpstream();
    await using two = await fakeUpstream();
    await using three = await fakeUpstream();
    const servers = [one, two, three];
    for (const server of servers) server.answer(500);
    await using upstream = things(servers, { breakerErrorPercent: 100, breakerVolume: 1e6 });
    for (let i = 0; i < 60; i++) await errorOf(upstream.ask());
    const out = upstream.upstream.health().instances.filter(({ ejectedForMs }) => ejectedForMs > 0);
    expect(out).toHaveLength(1);

    await using alone = things(one, { breakerErrorPercent: 100, breakerVolume: 1e6 });
    for (let i = 0; i < 20; i++) expect(await errorOf(alone.ask())).toMatchObject({ status: 500 });
    expect(alone.upstream.health().instances[0]?.ejectedForMs).toBe(0);
  });

  test('does not blame an instance for a 4xx answer', async () => {
    await using one = await fakeUpstream();
    await using two = await fakeUpstream();
    one.answer(404);
    two.answer(404);
    await using upstream = things([one, two]);
    for (let i = 0; i < 40; i++) await errorOf(upstream.ask());
    expect(upstream.upstream.health().instances.map(({ ejectedForMs }) => ejectedForMs)).toEqual([0, 0]);
  });

  test('finds a failing instance by its health check, and takes it back by it', async () => {
    let healthy = false;
    await using sick = await fakeUpstream(({ path }, response) => {
      response.writeHead(path === '/health' && !healthy ? 503 : 200, json).end('{}');
    });
    await using well = await fakeUpstream();
    const declared = { healthCheckPath: '/health', healthCheckIntervalMs: 20, slowReturnMs: 0 };
    await using upstream = things([sick, well], declared);
    const sickIsOut = () => (upstream.upstream.health().instances[0]?.ejectedForMs ?? 0) > 0;
    await eventually(sickIsOut, 'the failing instance to be set aside');
    for (let i = 0; i < 20; i++) await upstream.ask();
    expect(sick.requests.filter(({ path }) => path !== '/health')).toHaveLength(0);
    healthy = true;
    await eventually(() => !sickIsOut(), 'the instance to be back');
  });
});
