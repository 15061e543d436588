import { fakeUpstream } from '@frontdesk/testing';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { path } from '../src/index.js';
import { aContext, aGet, aPost, errorOf, things } from './asking.js';

/** Fails the first `failures` requests of each upstream with what `fail` says, then answers. */
async function failingFirst(failures: number, status: number, headers: Record<string, string> = {}) {
  const server = await fakeUpstream((_, response) => {
    if (server.requests.length <= failures) response.writeHead(status, headers).end();
    else response.setHeader('content-type', 'application/json').end('{"ok":true}');
  });
  return server;
}

describe('a retry', () => {
  test('is not prepared for where none may follow: an upstream that is slow as a whole answers all the same', async () => {
    const SLOW_MS = 80;
    const CALLS = 10;
    await using server = await fakeUpstream(async (_, response) => {
      await pause(SLOW_MS);
      response.setHeader('content-type', 'application/json').end('{"ok":true}');
    });
    await using upstream = things(server, { attemptTimeoutMs: 50, backoffMs: 1 });
    for (let call = 0; call < CALLS; call++) expect(await upstream.ask()).toEqual({ ok: true });
    // The reserve of three, and a fifth of what succeeded.
    expect(server.requests.length).toBeLessThanOrEqual(CALLS + 3 + CALLS / 5);
  });

  test.each([502, 503, 504])('follows %i to a GET, twice at most', async (status) => {
    await using server = await failingFirst(2, status);
    await using upstream = things(server);
    expect(await upstream.ask()).toEqual({ ok: true });
    expect(server.requests).toHaveLength(3);
  });

  test.each(['PUT', 'DELETE'])('follows a failed %s', async (method) => {
    await using server = await failingFirst(1, 503);
    await using upstream = things(server);
    expect(await upstream.ask(aGet({ method, ...(method === 'PUT' ? { body: { a: 1 } } : {}) }))).toEqual({
      ok: true,
    });
    expect(server.requests).toHaveLength(2);
    if (method === 'PUT') expect(server.requests[1]?.body).toBe('{"a":1}');
  });

  test.each(['POST', 'PATCH'])('never follows a failed %s', async (method) => {
    await using server = await failingFirst(1, 503);
    await using upstream = things(server);
    expect(await errorOf(upstream.ask(aPost({ a: 1 }, { method, idempotencyKey: 'k-1' })))).toMatchObject({
      status: 503,
    });
    expect(server.requests).toHaveLength(1);
  });

  test('follows a failed POST that its operation declares idempotent', async () => {
    await using server = await failingFirst(1, 503);
    await using upstream = things(server);
    await upstream.ask(aPost({ a: 1 }, { idempotent: true, idempotencyKey: 'k-1' }));
    expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['k-1', 'k-1']);
  });

  test.each([400, 404, 500, 501])('does not follow %i', async (status) => {
    await using server = await failingFirst(1, status);
    await using upstream = things(server);
    expect(await errorOf(upstream.ask())).toMatchObject({ code: 'status', status });
    expect(server.requests).toHaveLength(1);
  });

  test('waits as long as Retry-After says, where the deadline allows it', async () => {
    await using server = await failingFirst(1, 429, { 'retry-after': '1' });
    await using upstream = things(server, { deadlineMs: 3_000 });
    const startedAt = performance.now();
    await upstream.ask(aGet(), aContext({ deadlineMs: 3_000 }));
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(995);
    expect(server.requests).toHaveLength(2);
  });

  test('is not made where Retry-After is beyond the deadline, which the error tells', async () => {
    await using server = await failingFirst(1, 503, { 'retry-after': '30' });
    await using upstream = things(server);
    expect(await errorOf(upstream.ask())).toMatchObject({ status: 503, retryAfterMs: 30_000 });
    expect(server.requests).toHaveLength(1);
  });

  test('goes to another instance', async () => {
    await using bad = await fakeUpstream();
    await using good = await fakeUpstream();
    bad.answer(503);
    await using upstream = things([bad, good], { ejectAfter: 3 });
    for (let i = 0; i < 20; i++) await upstream.ask();
    expect(good.requests).toHaveLength(20);
    expect(bad.requests).toHaveLength(3);
  });

  test('follows a connection that cannot be made, whatever the method', async () => {
    await using good = await fakeUpstream();
    const gone = await fakeUpstream();
    await gone[Symbol.asyncDispose]();
    await using upstream = things([{ url: good.url }, { url: 'http://127.0.0.1:9' }]);
    for (let i = 0; i < 10; i++) await upstream.ask(aPost(Readable.from([Buffer.from('once')])));
    expect(good.requests.map(({ body }) => body)).toEqual(Array(10).fill('once'));
  });

  test('never follows once a streamed body was begun', async () => {
    await using server = await failingFirst(1, 503);
    await using upstream = things(server);
    const call = aGet({ method: 'PUT', path: path`/files/${1}`, body: Readable.from([Buffer.from('once')]) });
    expect(await errorOf(upstream.ask(call))).toMatchObject({ status: 503 });
    expect(server.requests).toHaveLength(1);
  });

  test('keeps to its budget: a fifth of the calls that succeeded, and three at first', async () => {
    await using server = await fakeUpstream();
    // Alternately, so that neither the breaker opens nor the instance counts as failing.
    let bad = false;
    server.handle((_, response) => {
      bad = !bad;
      if (bad) response.destroy();
      else response.setHeader('content-type', 'application/json').end('{}');
    });
    await using upstream = things(server, { breakerErrorPercent: 99 });
    const errors = [];
    for (let i = 0; i < 100; i++) errors.push(await errorOf(upstream.ask()));
    const calls = 100;
    expect(server.requests.length - calls).toBeGreaterThanOrEqual(3);
    expect(server.requests.length - calls).toBeLessThanOrEqual(3 + 0.2 * calls);
  });
});

describe('a kept connection that the upstream closes as it is used again', () => {
  // undici takes a connection for free a turn of the event loop after its answer.
  const untilReusable = () => pause(5);

  /** Answers the first request of a connection and closes it at the first byte of the second one. */
  async function closingOnReuse() {
    const requests: string[] = [];
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      let seen = 0;
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        requests.push(String(chunk).split(' ', 1)[0] ?? '');
        seen += 1;
        if (seen > 1) socket.destroy();
        else socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}');
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
      requests,
      [Symbol.asyncDispose]: async () => {
        for (const socket of sockets) socket.destroy();
        server.close();
        await once(server, 'close');
      },
    };
  }

  test('is retried for a GET', async () => {
    await using server = await closingOnReuse();
    await using upstream = things(server);
    await upstream.ask();
    await untilReusable();
    expect(await upstream.ask()).toEqual({});
    expect(server.requests).toEqual(['GET', 'GET', 'GET']);
  });

  test('is never retried for a POST', async () => {
    await using server = await closingOnReuse();
    await using upstream = things(server);
    await upstream.ask();
    await untilReusable();
    expect(await errorOf(upstream.ask(aPost()))).toMatchObject({ code: 'reset' });
    expect(server.requests).toEqual(['GET', 'POST']);
  });
});
