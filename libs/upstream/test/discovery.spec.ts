import { eventually, fakeClock, FakeUpstream, fakeUpstream } from '@frontdesk/testing';
import { aContext, aGet, errorOf, things } from './asking.js';

/** Two instances on one port of two loopback addresses are out of reach here; addresses that lead nowhere stand in. */
const NOWHERE = '127.0.0.2';

describe('an upstream with a name', () => {
  test('has an instance for each of its addresses, and they are looked up again once they expire', async () => {
    await using server = await fakeUpstream();
    const clock = fakeClock();
    const asked: string[] = [];
    let addresses = ['127.0.0.1', NOWHERE];
    const resolve = (name: string) => {
      asked.push(name);
      return Promise.resolve({ addresses, ttlMs: 5_000 });
    };
    const url = `http://things.internal:${server.port}`;
    await using upstream = things({ url }, { backoffMs: 0 }, { resolve, clock });
    const ask = () => upstream.ask(aGet(), aContext({ clock }));
    const names = () => upstream.upstream.health().instances.map(({ name }) => name);

    for (let i = 0; i < 10; i++) expect(await ask()).toEqual({});
    expect(asked).toEqual(['things.internal']);
    expect(names()).toEqual([`127.0.0.1:${server.port}`, `${NOWHERE}:${server.port}`]);
    // The name, and not the address, is what the upstream is asked for.
    expect(server.requests[0]?.headers.host).toBe(`things.internal:${server.port}`);

    addresses = ['127.0.0.1'];
    clock.advance(5_001);
    await ask();
    await eventually(() => names().length === 1, 'one address to be left');
    expect(asked).toHaveLength(2);
  });

  test('keeps the addresses that it had where the name cannot be looked up', async () => {
    await using server = await fakeUpstream();
    const clock = fakeClock();
    let lookups = 0;
    const resolve = () =>
      ++lookups === 1
        ? Promise.resolve({ addresses: ['127.0.0.1'], ttlMs: 1_000 })
        : Promise.reject(new Error('no'));
    await using upstream = things({ url: `http://things.internal:${server.port}` }, {}, { resolve, clock });
    await upstream.ask(aGet(), aContext({ clock }));
    clock.advance(2_000);
    await upstream.ask(aGet(), aContext({ clock }));
    await eventually(() => lookups === 2, 'a second lookup');
    await upstream.ask(aGet(), aContext({ clock }));
    expect(server.requests).toHaveLength(3);
  });

  test('fails to connect while the name is not known, and works once it is', async () => {
    await using server = await fakeUpstream();
    const clock = fakeClock();
    let known = false;
    const resolve = () =>
      known ? Promise.resolve({ addresses: ['127.0.0.1'], ttlMs: 1_000 }) : Promise.reject(new Error('no'));
    const policy = { retries: 0 };
    await using upstream = things({ url: `http://things.internal:${server.port}` }, policy, {
      resolve,
      clock,
    });
    const ask = () => upstream.ask(aGet(), aContext({ clock }));
    expect(await errorOf(ask())).toMatchObject({ code: 'connect-failed' });
    known = true;
    clock.advance(1_001);
    expect(await ask()).toEqual({});
  });

  test('is resolved by the system where DNS does not know it', async () => {
    await using server: FakeUpstream = await fakeUpstream();
    await using upstream = things({ url: `http://localhost:${server.port}` });
    expect(await upstream.ask()).toEqual({});
  });
});
