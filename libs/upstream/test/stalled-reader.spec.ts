import { eventually, fakeClock, fakeUpstream } from '@frontdesk/testing';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { aContext, aGet, errorOf, things } from './asking.js';

const MEGABYTE = 1024 * 1024;
const BODY_BYTES = 6 * MEGABYTE;
const ALMOST_STALLED_MS = 29_000;

/** Bodies of an upstream as streams, and a clock that is moved; `pass` returns when the pipeline has seen the time. */
async function streams(
  answer: (response: import('node:http').ServerResponse) => void,
  limits: { maxInFlight: number; maxQueued: number },
) {
  const clock = fakeClock();
  let looks = 0;
  const looked = { now: () => ((looks += 1), clock.now()) };
  const server = await fakeUpstream((_, response) => answer(response));
  const upstream = things(server, { ...limits, stalledReaderMs: 30_000 }, { clock: looked });
  return {
    server,
    health: () => upstream.upstream.health(),
    ask: async () =>
      (await upstream.ask(
        aGet({ read: (got) => Promise.resolve(got.body) }),
        aContext({ clock: looked }),
      )) as Readable,
    pass: async (ms: number) => {
      clock.advance(ms);
      const before = looks;
      await eventually(() => looks > before, 'a look at the clock');
    },
    [Symbol.asyncDispose]: async () => {
      await upstream.upstreams.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe('a streamed body whose reader stalls', () => {
  test('gives its place up, and one that is read slowly keeps it', async () => {
    await using bodies = await streams(
      (response) =>
        void response
          .writeHead(200, { 'content-type': 'application/octet-stream' })
          .end(Buffer.alloc(BODY_BYTES)),
      { maxInFlight: 3, maxQueued: 0 },
    );
    const [unread, alsoUnread, slowlyRead] = await Promise.all([bodies.ask(), bodies.ask(), bodies.ask()]);
    const cut = Promise.all([once(unread, 'error'), once(alsoUnread, 'error')]);
    expect(await errorOf(bodies.ask())).toMatchObject({ code: 'bulkhead-full' });
    const chunks = slowlyRead[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    let read = 0;
    const takeOne = async () => {
      const { done, value } = await chunks.next();
      read += done ? 0 : value.length;
      return !done;
    };
    for (let time = 0; time < 4; time += 1) {
      await bodies.pass(ALMOST_STALLED_MS);
      expect(await takeOne()).toBe(true);
    }
    expect(await cut).toMatchObject(Array(2).fill([{ name: 'DeadlineExceeded' }]));
    await bodies.server.abandoned(2);
    expect(bodies.health()).toMatchObject({ inFlight: 1, breaker: 'closed', instances: [{ inFlight: 1 }] });
    while (await takeOne());
    expect(read).toBe(BODY_BYTES);
    (await bodies.ask()).destroy();
  });

  test('is cut where it is one of events too; one in which nothing happens goes on', async () => {
    let loud = false;
    await using bodies = await streams(
      (response) =>
        void response
          .writeHead(200, { 'content-type': 'text/event-stream' })
          .write('data: 1\n\n'.repeat(loud ? MEGABYTE / 8 : 1)),
      { maxInFlight: 2, maxQueued: 0 },
    );
    const quiet = await bodies.ask();
    await once(quiet, 'readable');
    expect(String(quiet.read())).toBe('data: 1\n\n');
    loud = true;
    const cut = once(await bodies.ask(), 'error');
    for (let time = 0; time < 4; time += 1) await bodies.pass(ALMOST_STALLED_MS);
    expect(await cut).toMatchObject([{ name: 'DeadlineExceeded' }]);
    expect(bodies.health().inFlight).toBe(1);
    expect(quiet.destroyed).toBe(false);
  });
});
