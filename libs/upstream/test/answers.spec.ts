import { eventually, fakeUpstream } from '@frontdesk/testing';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { aGet, aPost, errorOf, things } from './asking.js';

const JSON_TYPE = { 'content-type': 'application/json' };

/** A server that writes these bytes at any request, and ends. */
async function rawServer(bytes: string) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes, 'latin1'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

describe('an answer', () => {
  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('in %s is read, though it is not asked for', async (coding, compress) => {
    await using server = await fakeUpstream();
    server.answer(200, compress(Buffer.from('{"a":1}')), { ...JSON_TYPE, 'content-encoding': coding });
    await using upstream = things(server);
    expect(await upstream.ask()).toEqual({ a: 1 });
    expect(server.requests[0]?.headers['accept-encoding']).toBeUndefined();
  });

  test.each([
    ['announced', { 'content-length': '3000' }],
    ['chunked', { 'transfer-encoding': 'chunked' }],
  ])('that is too large is cut: %s', async (_, headers) => {
    await using server = await fakeUpstream((_request, response) => {
      response.writeHead(200, { ...JSON_TYPE, ...headers });
      response.write('x'.repeat(2_900));
    });
    await using upstream = things(server, { maxAnswerBytes: 1_000 });
    expect(await errorOf(upstream.ask())).toMatchObject({ code: 'too-large' });
    await server.abandoned(1);
    expect(server.requests).toHaveLength(1);
  });

  test('that is too large once decompressed is not kept', async () => {
    await using server = await fakeUpstream();
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    server.answer(200, bomb, { ...JSON_TYPE, 'content-encoding': 'gzip' });
    await using upstream = things(server, { maxAnswerBytes: 100_000 });
    const before = process.memoryUsage().rss;
    expect(await errorOf(upstream.ask())).toMatchObject({ code: 'too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(30_000_000);
  });

  test.each(['compress', 'gzip, gzip', 'constructor', '__proto__'])(
    'in a coding that we do not know is refused: %s',
    async (coding) => {
      await using server = await fakeUpstream();
      server.answer(200, {}, { 'content-encoding': coding });
      await using upstream = things(server);
      expect(await errorOf(upstream.ask())).toMatchObject({ code: 'bad-content-type' });
      expect(server.requests).toHaveLength(1);
    },
  );

  test('may be larger or smaller for one operation', async () => {
    await using server = await fakeUpstream();
    server.answer(200, { text: 'x'.repeat(500) });
    await using upstream = things(server);
    expect(await errorOf(upstream.ask(aGet({ maxAnswerBytes: 100 })))).toMatchObject({ code: 'too-large' });
  });

  test.each([
    ['bad-content-type', 'text/html', '<h1>hello</h1>'],
    ['bad-content-type', 'application/jsonp', '{}'],
    ['bad-content-type', 'application/json; charset=iso-8859-1', '{}'],
    ['bad-content-type', 'application/json;a=b; Charset = "UTF-16"', '{}'],
    ['bad-json', 'application/json', '{"a":'],
    ['bad-json', 'application/json', ''],
    ['unsafe-integer', 'application/json', '{"id":9007199254740993}'],
    ['unsafe-integer', 'application/json', '[{"a":{"id":-90071992547409930}}]'],
    ['unsafe-integer', 'application/json', '{"id":9.007199254740993e15}'],
    ['unsafe-integer', 'application/json', '[900719925474099.3e1]'],
    ['unsafe-integer', 'application/json', '{"id":1E20}'],
    ['unsafe-integer', 'application/json', '{"id":-1e+400}'],
  ])('is %s where it is %s: %s', async (code, type, body) => {
    await using server = await fakeUpstream();
    server.answer(200, body, { 'content-type': type });
    await using upstream = things(server);
    expect(await errorOf(upstream.ask())).toMatchObject({ code, upstream: 'things' });
    expect(server.requests).toHaveLength(1);
    expect(upstream.upstream.health().breaker).toBe('closed');
  });

  test.each([
    ['{"id":9007199254740991}', { id: 9007199254740991 }],
    ['{"id":"9007199254740993"}', { id: '9007199254740993' }],
    ['{"at":0.12345678901234567}', { at: 0.12345678901234567 }],
    ['{"rate":1.5e-9,"most":1e3}', { rate: 1.5e-9, most: 1_000 }],
    ['{"hash":"a, 1e45"}', { hash: 'a, 1e45' }],
  ])('keeps what a double can hold: %s', async (text, value) => {
    await using server = await fakeUpstream();
    server.answer(200, text, { 'content-type': 'application/problem+json; charset=utf-8' });
    await using upstream = things(server);
    expect(await upstream.ask()).toEqual(value);
  });

  test.each(['utf-8', 'UTF-8', '"utf-8"', 'utf8', 'us-ascii'])('may say charset=%s', async (charset) => {
    await using server = await fakeUpstream();
    server.answer(200, '{"a":1}', { 'content-type': `application/json; charset=${charset}` });
    await using upstream = things(server);
    expect(await upstream.ask()).toEqual({ a: 1 });
  });

  test('may begin with a byte order mark', async () => {
    await using server = await fakeUpstream();
    server.answer(200, '\uFEFF{"a":"\uFEFF"}', JSON_TYPE);
    await using upstream = things(server);
    expect(await upstream.ask()).toEqual({ a: '\uFEFF' });
  });

  test('in bytes that are no UTF-8 is bad-json: a name would come back with a � in it', async () => {
    await using server = await fakeUpstream();
    server.answer(200, Buffer.from('{"name":"Åsa"}', 'latin1'), JSON_TYPE);
    await using upstream = things(server);
    expect(await errorOf(upstream.ask())).toMatchObject({ code: 'bad-json' });
  });

  test.each([
    ['[', ']'],
    ['{"a":', '}'],
    ['[{"id":1},{"a":', '}]'],
  ])('that nests deeper than what reads it on would survive is bad-json: %s…', async (open, close) => {
    const DEPTH = 100_000;
    await using server = await fakeUpstream();
    server.answer(200, `${open.repeat(DEPTH)}1${close.repeat(DEPTH)}`, JSON_TYPE);
    await using upstream = things(server);
    expect(await errorOf(upstream.ask())).toMatchObject({ name: 'UpstreamError', code: 'bad-json' });
    const deep = `${open.repeat(250)}1${close.repeat(250)}`;
    server.answer(200, deep, JSON_TYPE);
    expect(JSON.stringify(await upstream.ask())).toBe(deep);
  });

  test.each([204, 205])('that is empty by its status (%i) has no value', async (status) => {
    await using server = await fakeUpstream((_, response) => void response.writeHead(status).end());
    await using upstream = things(server);
    expect(await upstream.ask(aPost())).toBeUndefined();
  });

  test('may follow early hints', async () => {
    const hints = 'HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n';
    await using server = await rawServer(
      `${hints}${hints}HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`,
    );
    await using upstream = things(server);
    expect(await upstream.ask(aPost())).toEqual({});
  });

  test.each([301, 302, 307, 308])('that redirects (%i) is not followed', async (status) => {
    await using elsewhere = await fakeUpstream();
    await using server = await fakeUpstream();
    server.answer(status, '', { location: elsewhere.url });
    await using upstream = things(server);
    expect(await errorOf(upstream.ask())).toMatchObject({ code: 'redirect', status });
    expect(elsewhere.requests).toHaveLength(0);
  });

  test.each([
    [
      'headers without end',
      'bad-headers',
      `HTTP/1.1 200 OK\r\n${'x-bomb: 0123456789\r\n'.repeat(2_000)}\r\n{}`,
    ],
    ['no HTTP at all', 'bad-headers', 'SSH-2.0-OpenSSH_9.2\r\n'],
    [
      'fewer bytes than announced',
      'reset',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
    ],
    [
      'chunks that stop',
      'reset',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n',
    ],
    [
      'chunks that are none',
      'reset',
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n',
    ],
    ['nothing', 'reset', ''],
    [
      'a 100 Continue that was not asked for, which undici does not read past',
      'reset',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
    ],
  ])('of %s is %s', async (_, code, bytes) => {
    await using server = await rawServer(bytes);
    await using upstream = things(server);
    expect(await errorOf(upstream.ask(aPost()))).toMatchObject({ name: 'UpstreamError', code });
  });

  test('that breaks off is asked for again', async () => {
    await using server = await fakeUpstream();
    server.resetMidBody();
    await using upstream = things(server);
    const asked = errorOf(upstream.ask());
    await server.received(1);
    server.answer(200, { whole: true });
    expect(await asked).toBeUndefined();
  });

  test('names no host and no body in its error', async () => {
    await using server = await fakeUpstream();
    server.answer(500, { secret: 'stack trace' });
    await using upstream = things(server);
    const error = (await errorOf(upstream.ask())) as Error;
    expect(error.message).toBe('things: status (500)');
  });

  test.each([
    ['long', (response: ServerResponse) => void response.end('x'.repeat(300_000))],
    ['endless', (response: ServerResponse) => void response.write('x')],
  ])('that is refused by its type keeps no connection, however %s it is', async (_, body) => {
    await using server = await fakeUpstream((_, response) => body(response.writeHead(200)));
    await using upstream = things(server);
    for (let i = 0; i < 20; i++) {
      expect(await errorOf(upstream.ask())).toMatchObject({ code: 'bad-content-type' });
    }
    await eventually(() => server.sockets === 0, 'the connections to close');
  });

  test('that is refused leaves its connection in use', async () => {
    await using server = await fakeUpstream();
    server.answer(404, { type: 'about:blank' });
    await using upstream = things(server);
    for (let i = 0; i < 5; i++) {
      await errorOf(upstream.ask());
      await new Promise((turn) => setTimeout(turn, 2));
    }
    expect(server.sockets).toBe(1);
  });
});
