import { eventually, fakeUpstream } from '@frontdesk/testing';
import type { ServerResponse } from 'node:http';
import { aContext, aGet, errorOf, things } from './asking.js';

async function aHeldUpstream() {
  const held: ServerResponse[] = [];
  const server = await fakeUpstream(
    (_, response) => void held.push(response.setHeader('content-type', 'application/json')),
  );
  return { server, answerOne: () => held.shift()?.end('{}') };
}

describe('the bulkhead', () => {
  test('lets so many in, makes a few wait, and refuses the others at once', async () => {
    const { server, answerOne } = await aHeldUpstream();
    await using _ = server;
    await using upstream = things(server, { maxInFlight: 2, maxQueued: 1 });
    const [first, second, third] = [upstream.ask(), upstream.ask(), upstream.ask()];
    expect(await errorOf(upstream.ask())).toMatchObject({ code: 'bulkhead-full' });
    await server.received(2);
    expect(upstream.upstream.health()).toMatchObject({ inFlight: 2, queued: 1, breaker: 'closed' });
    answerOne();
    await server.received(3);
    answerOne();
    answerOne();
    await Promise.all([first, second, third]);
    expect(upstream.upstream.health()).toMatchObject({ inFlight: 0, queued: 0 });
  });

  test('lets a call that waits leave with its deadline or its caller, and nobody else', async () => {
    const { server, answerOne } = await aHeldUpstream();
    await using _ = server;
    await using upstream = things(server, { maxInFlight: 1, maxQueued: 3 });
    const caller = new AbortController();
    const first = upstream.ask();
    const hurried = errorOf(upstream.ask(aGet(), aContext({ deadlineMs: 30 })));
    const leaving = errorOf(upstream.ask(aGet(), aContext({ signal: caller.signal })));
    const last = upstream.ask();
    caller.abort();
    expect(await leaving).toMatchObject({ name: 'CallerGone' });
    expect(await hurried).toMatchObject({ name: 'DeadlineExceeded' });
    expect(upstream.upstream.health()).toMatchObject({ inFlight: 1, queued: 1 });
    await server.received(1);
    answerOne();
    await server.received(2);
    answerOne();
    await Promise.all([first, last]);
    expect(server.requests).toHaveLength(2);
    expect(upstream.upstream.health()).toMatchObject({ inFlight: 0, queued: 0, breaker: 'closed' });
  });

  test('counts a stream until its body is through', async () => {
    const { server, answerOne } = await aHeldUpstream();
    await using _ = server;
    await using upstream = things(server);
    const asked = upstream.ask(aGet({ read: (answer) => Promise.resolve(answer.body) }));
    await server.received(1);
    answerOne();
    const body = (await asked) as import('node:stream').Readable;
    const counted = () => upstream.upstream.health();
    for await (const chunk of body) expect(String(chunk)).toBe('{}');
    await eventually(
      () => counted().inFlight === 0 && counted().instances[0]?.inFlight === 0,
      'nothing in flight',
    );
  });

  test('counts a stream that is dropped no longer', async () => {
    await using server = await fakeUpstream((_, response) => void response.writeHead(200).write('a'));
    await using upstream = things(server);
    const body = (await upstream.ask(
      aGet({ read: (answer) => Promise.resolve(answer.body) }),
    )) as import('node:stream').Readable;
    expect(upstream.upstream.health()).toMatchObject({ inFlight: 1, instances: [{ inFlight: 1 }] });
    body.destroy();
    await server.abandoned(1);
    expect(upstream.upstream.health()).toMatchObject({ inFlight: 0, instances: [{ inFlight: 0 }] });
  });
});
