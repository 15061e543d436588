import { eventually, fakeUpstream } from '@frontdesk/testing';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import {
  type PassThrough,
  passThrough,
  type StandardSchema,
  type UpstreamDeclaration,
} from '../src/index.js';
import { aContext, aUser, errorOf, things } from './asking.js';

const OPEN: PassThrough = {
  prefix: '/api/movies',
  rewrite: '/v2/films',
  methods: ['GET', 'POST', 'PUT', 'DELETE', 'HEAD'],
};

/** Any schema will do: what it yields is the public form. */
function schemaOf(validate: StandardSchema['~standard']['validate']): StandardSchema {
  return { '~standard': { version: 1, vendor: 'spec', validate } };
}

/** Yields the id of a movie, and nothing else. */
const ONLY_ID = schemaOf((value) => {
  const { id } = Object(value) as { id?: unknown };
  return typeof id === 'number' ? { value: { id } } : { issues: [{ message: 'secret-7', path: ['id'] }] };
});

/** The least of a gateway: whatever it receives, it passes through; what is refused becomes a status and a code. */
async function aGateway(
  servers: Parameters<typeof things>[0],
  declared = OPEN,
  policy: Partial<UpstreamDeclaration> = {},
  options: Parameters<typeof things>[2] = {},
) {
  const made = things(servers, policy, options);
  const server = createServer((message, response) => void pass(message, response));
  server.on('upgrade', (message: IncomingMessage, socket) => {
    const { method = '', url = '', headers } = message;
    void errorOf(
      passThrough(made.upstream, declared, { method, url, headers, body: message }, aContext()),
    ).then((error) => socket.end(`HTTP/1.1 501 ${(error as { code: string }).code}\r\n\r\n`));
  });
  async function pass(message: IncomingMessage, response: ServerResponse) {
    const caller = new AbortController();
    response.once('close', () => caller.abort());
    const context = aContext({ signal: caller.signal, principal: aUser('alice') });
    const { method = '', url = '', headers } = message;
    try {
      const answer = await passThrough(
        made.upstream,
        declared,
        { method, url, headers, body: message },
        context,
      );
      response.writeHead(answer.status, answer.headers);
      if (Buffer.isBuffer(answer.body)) return response.end(answer.body);
      response.flushHeaders();
      await pipeline(answer.body, response);
    } catch (error) {
      const { code, field, status } = error as { code: string; field?: string; status?: number };
      if (!response.headersSent)
        response
          .writeHead(599, { 'content-type': 'application/json' })
          .end(JSON.stringify({ code, field, status }));
      else response.destroy();
    }
    return undefined;
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    ...made,
    port,
    url: `http://127.0.0.1:${port}`,
    ask: (target: string, init?: RequestInit & { duplex?: 'half' }) =>
      fetch(`http://127.0.0.1:${port}${target}`, { redirect: 'manual', ...init }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await made.upstreams.close();
    },
  };
}

describe('passing through', () => {
  test('takes a prefix, a rewrite and methods for servers that nobody here has heard of', async () => {
    await using one = await fakeUpstream();
    await using two = await fakeUpstream();
    for (const server of [one, two])
      server.answer(
        200,
        { title: 'Metropolis' },
        { server: 'films/1.0', 'set-cookie': 'a=b', etag: '"1"', 'x-internal': 'host-7' },
      );
    await using gateway = await aGateway([one, two]);
    for (let i = 0; i < 20; i++) {
      const answer = await gateway.ask('/api/movies/1927/metro%20polis?q=a%20b', {
        headers: {
          cookie: 'session=1',
          authorization: 'Bearer x',
          'x-user-id': 'mallory',
          accept: 'application/json',
        },
      });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ title: 'Metropolis' });
      expect(answer.headers.get('etag')).toBe('"1"');
      for (const name of ['server', 'set-cookie', 'x-internal']) expect(answer.headers.get(name)).toBeNull();
    }
    expect(one.requests.length).toBeGreaterThan(0);
    expect(two.requests.length).toBeGreaterThan(0);
    for (const { method, url, headers } of [...one.requests, ...two.requests]) {
      expect({ method, url }).toEqual({ method: 'GET', url: '/v2/films/1927/metro%20polis?q=a%20b' });
      expect(headers).toMatchObject({ accept: 'application/json', 'x-request-id': 'request-1' });
      for (const name of ['cookie', 'authorization', 'x-user-id']) expect(headers[name]).toBeUndefined();
    }
  });

  test.each([
    ['/api/movies', '/v2/films'],
    ['/api/movies/', '/v2/films/'],
    ['/api/movies?a=1', '/v2/films?a=1'],
  ])('turns %s into %s', async (from, to) => {
    await using server = await fakeUpstream();
    await using gateway = await aGateway(server);
    await gateway.ask(from);
    expect(server.requests[0]?.url).toBe(to);
  });

  test('ends at its prefix where it is exact', async () => {
    await using server = await fakeUpstream();
    await using gateway = await aGateway(server, { ...OPEN, exact: true });
    for (const below of ['/api/movies/1', '/api/movies/', '/api/movies//']) {
      expect(await (await gateway.ask(below)).json()).toEqual({ code: 'not-found' });
    }
    expect(server.requests).toEqual([]);
    expect((await gateway.ask('/api/movies?q=1')).status).toBe(200);
    expect(server.requests[0]?.url).toBe('/v2/films?q=1');
  });

  test('carries named segments over, and lets no other prefix in', async () => {
    await using server = await fakeUpstream();
    const declared = { prefix: '/v1/notes/:id/read', rewrite: '/notes/:id/mark/', methods: ['POST'] };
    await using gateway = await aGateway(server, declared);
    await gateway.ask('/v1/notes/n-1/read', { method: 'POST' });
    expect(server.requests[0]?.url).toBe('/notes/n-1/mark');
    expect(await (await gateway.ask('/v1/notes/n-1', { method: 'POST' })).json()).toEqual({
      code: 'not-found',
    });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    [
      'a method',
      { methods: ['GET'] },
      '/api/movies',
      { method: 'DELETE' },
      { code: 'method-not-allowed', field: 'GET' },
    ],
    [
      'a query name',
      { query: ['q'] },
      '/api/movies?q=1&admin=1',
      {},
      { code: 'undeclared-query', field: 'admin' },
    ],
    [
      'a body field',
      { body: ['name'] },
      '/api/movies',
      json({ name: 'a', role: 'admin' }),
      { code: 'undeclared-field', field: 'role' },
    ],
    [
      'a prototype',
      { body: ['name'] },
      '/api/movies',
      json('{"name":"a","__proto__":{"a":1}}'),
      { code: 'undeclared-field', field: '__proto__' },
    ],
    [
      'a prototype further down',
      { body: ['name'] },
      '/api/movies',
      json('{"name":{"a":[{"__proto__":{"b":1}}]}}'),
      { code: 'bad-body' },
    ],
    [
      'JSON that nests deeper than can be written again',
      { body: ['name'] },
      '/api/movies',
      json(`{"name":${'['.repeat(900)}${']'.repeat(900)}}`),
      { code: 'bad-body' },
    ],
    [
      'a body in a coding',
      { body: ['name'] },
      '/api/movies',
      { ...json('{}'), headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
      { code: 'unsupported-media-type' },
    ],
    ['a body that is no object', { body: ['name'] }, '/api/movies', json('[1]'), { code: 'bad-body' }],
    ['a body that is no JSON', { body: ['name'] }, '/api/movies', json('{'), { code: 'bad-body' }],
    [
      'a body of another type',
      { body: ['name'] },
      '/api/movies',
      { method: 'POST', body: 'a=b' },
      { code: 'unsupported-media-type' },
    ],
    [
      'a body that is too large',
      { body: ['name'] },
      '/api/movies',
      json({ name: 'x'.repeat(3_000) }),
      { code: 'body-too-large' },
    ],
    ['a way out of the prefix', {}, '/api/movies/..%2f..%2fadmin', {}, { code: 'INVALID_PATH_SEGMENT' }],
  ])('refuses %s that is not declared, and asks nobody', async (_, more, target, init, refusal) => {
    await using server = await fakeUpstream();
    await using gateway = await aGateway(server, { ...OPEN, ...more }, { maxRequestBytes: 2_000 });
    const answer = await gateway.ask(target, init);
    expect(answer.status).toBe(599);
    expect(await answer.json()).toEqual(refusal);
    expect(server.requests).toHaveLength(0);
  });

  test('refuses a body that says it is too large without waiting for it', async () => {
    await using server = await fakeUpstream();
    await using gateway = await aGateway(server, { ...OPEN, body: ['name'] }, { maxRequestBytes: 2_000 });
    const headers = { 'content-type': 'application/json', 'content-length': '2001' };
    const asked = httpRequest({ port: gateway.port, method: 'POST', path: '/api/movies', headers });
    asked.flushHeaders();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(JSON.parse(String((await answer.toArray())[0]))).toEqual({ code: 'body-too-large' });
    asked.destroy();
  });

  test('sends the declared body fields', async () => {
    await using server = await fakeUpstream();
    await using gateway = await aGateway(server, { ...OPEN, body: ['name', 'year'] });
    await gateway.ask('/api/movies', {
      ...json({ name: 'M', year: 1931 }),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k-1' },
    });
    expect(server.requests[0]).toMatchObject({
      body: '{"name":"M","year":1931}',
      headers: { 'idempotency-key': 'k-1', 'content-type': 'application/json' },
    });
  });

  test('refuses upgrades', async () => {
    await using server = await fakeUpstream();
    await using gateway = await aGateway(server);
    const asked = httpRequest({
      port: gateway.port,
      path: '/api/movies',
      headers: { connection: 'upgrade', upgrade: 'websocket' },
    }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect([answer.statusCode, answer.statusMessage]).toEqual([501, 'upgrade']);
    asked.destroy();
    expect(server.requests).toHaveLength(0);
  });

  test.each([200, 204, 304, 400, 404, 409, 422, 429])('answers %i as it comes', async (status) => {
    await using server = await fakeUpstream();
    server.handle(
      (_, response) =>
        void response
          .writeHead(status, { 'retry-after': '9' })
          .end(status === 204 || status === 304 ? undefined : 'why'),
    );
    await using gateway = await aGateway(server);
    const answer = await gateway.ask('/api/movies/1');
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe('9');
    expect(await answer.text()).toBe(status === 204 || status === 304 ? '' : 'why');
  });

  test('makes an error of 5xx, after the retries of a GET', async () => {
    await using server = await fakeUpstream();
    server.answer(503, { secret: 1 });
    await using gateway = await aGateway(server);
    expect(await (await gateway.ask('/api/movies/1')).json()).toEqual({ code: 'status', status: 503 });
    expect(server.requests).toHaveLength(3);
    expect(await (await gateway.ask('/api/movies/1', json({}))).json()).toEqual({
      code: 'status',
      status: 503,
    });
    expect(server.requests).toHaveLength(4);
  });

  test('turns a Location back, and drops one that leads elsewhere', async () => {
    await using server = await fakeUpstream();
    await using gateway = await aGateway({ url: `${server.url}/base` });
    const locations = [
      `${server.url}/base/v2/films/7?a=1`,
      '/base/v2/films/7?a=1',
      '7?a=1',
      'http://elsewhere.invalid/v2/films/7',
      '/admin',
      '//elsewhere.invalid/base/v2/films',
    ];
    const turned = [];
    for (const location of locations) {
      server.answer(201, {}, { location });
      turned.push((await gateway.ask('/api/movies/6', { method: 'POST' })).headers.get('location'));
    }
    expect(turned).toEqual([...Array<string>(3).fill('/api/movies/7?a=1'), null, null, null]);
  });

  test('gives the public form of an answer, and nothing else of it', async () => {
    await using server = await fakeUpstream();
    server.answer(200, { id: 1, margin: 7 }, { etag: '"x"' });
    await using gateway = await aGateway(server, { ...OPEN, answer: ONLY_ID });
    const got = await gateway.ask('/api/movies/1');
    expect(await got.text()).toBe('{"id":1}');
    expect(got.headers.get('etag')).toBeNull();
    expect(server.requests[0]?.headers['accept-encoding']).toBeUndefined();
    server.answer(404, { internal: 'row 7' });
    expect(await (await gateway.ask('/api/movies/1')).json()).toEqual({ code: 'status', status: 404 });
  });
});

describe('an answer that is read for its public form', () => {
  const answer = ONLY_ID;

  test.each(['strict', 'lenient'] as const)(
    'is schema-drift where it does not fit, and is not passed on by a %s policy either',
    async (answers) => {
      await using server = await fakeUpstream();
      const drifts: object[] = [];
      const observer = { drifted: (event: object) => drifts.push(event) };
      await using gateway = await aGateway(server, { ...OPEN, answer }, { answers }, { observer });
      for (const unfit of [null, { id: 'x', margin: 7 }]) {
        server.answer(200, unfit);
        const got = await gateway.ask('/api/movies/1');
        expect([got.status, await got.json()]).toEqual([599, { code: 'schema-drift', status: 200 }]);
      }
      // Where it does not fit, and no more: what a schema says of it may hold values.
      const drift = { upstream: 'things', route: 'GET /api/movies/*', problem: 'id' };
      expect(drifts).toEqual([drift, drift]);
    },
  );

  test.each<[string, StandardSchema]>([
    ['yields a promise', schemaOf(async () => ({ value: { id: 1 } }))],
    ['yields a value', schemaOf(() => ({ value: { id: 1 } }))],
  ])('may be checked by a schema that %s', async (_, schema) => {
    await using server = await fakeUpstream();
    server.answer(200, { id: 1, margin: 7 });
    await using gateway = await aGateway(server, { ...OPEN, answer: schema });
    expect(await (await gateway.ask('/api/movies/1')).text()).toBe('{"id":1}');
  });

  test.each<[string, StandardSchema]>([
    ['throws', schemaOf(() => JSON.parse('x') as never)],
    ['rejects', schemaOf(async () => JSON.parse('x') as never)],
    ['yields what is no JSON', schemaOf(() => ({ value: undefined }))],
  ])('fails with schema-drift where the schema %s', async (_, schema) => {
    await using server = await fakeUpstream();
    await using gateway = await aGateway(server, { ...OPEN, answer: schema });
    expect(await (await gateway.ask('/api/movies/1')).json()).toMatchObject({ code: 'schema-drift' });
  });

  test('is asked for whole, in the form that we read, whatever the caller wants of it', async () => {
    await using server = await fakeUpstream();
    server.answer(200, { id: 1 });
    await using gateway = await aGateway(server, { ...OPEN, answer });
    const headers = {
      accept: 'text/html',
      'if-none-match': '"x"',
      'if-modified-since': 'Fri, 20 Nov 2026 00:00:00 GMT',
      'if-range': '"x"',
      range: 'bytes=0-3',
      'accept-language': 'sv',
    };
    expect((await gateway.ask('/api/movies/1', { headers })).status).toBe(200);
    expect(server.requests[0]?.headers['accept-language']).toBe('sv');
    for (const name of ['accept', 'if-none-match', 'if-modified-since', 'if-range', 'range']) {
      expect(server.requests[0]?.headers[name]).toBeUndefined();
    }
  });

  test('has headers for HEAD too', async () => {
    await using server = await fakeUpstream();
    server.answer(200, { id: 1, margin: 7 });
    await using gateway = await aGateway(server, { ...OPEN, answer });
    const got = await gateway.ask('/api/movies/1', { method: 'HEAD' });
    expect([got.status, got.headers.get('content-length')]).toEqual([200, '8']);
    expect(server.requests[0]?.method).toBe('GET');
  });

  test.each([204, 205])('may be none (%i): a command that was carried out did not fail', async (status) => {
    await using server = await fakeUpstream();
    server.handle((_, response) => void response.writeHead(status).end());
    await using gateway = await aGateway(server, { ...OPEN, answer });
    expect((await gateway.ask('/api/movies/1', { method: 'DELETE' })).status).toBe(status);
  });
});

describe('a streamed body', () => {
  const MEGABYTE = Buffer.alloc(1024 * 1024, 'x');

  test('of a request arrives whole, in the form that it was sent', async () => {
    const { upload, server } = await uploadServer();
    await using _ = server;
    await using gateway = await aGateway(server);
    const body = Readable.toWeb(Readable.from(Array(20).fill(MEGABYTE))) as ReadableStream<Uint8Array>;
    expect((await gateway.ask('/api/movies', { method: 'PUT', body, duplex: 'half' })).status).toBe(200);
    expect(upload).toEqual({ bytes: 20 * MEGABYTE.length, length: undefined });
    await gateway.ask('/api/movies', { method: 'PUT', body: MEGABYTE });
    expect(upload.length).toBe(String(MEGABYTE.length));
  });

  test('of an answer waits for a slow reader', async () => {
    let written = 0;
    await using server = await fakeUpstream(async (_, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      async function* megabytes() {
        for (let i = 0; i < 64; i++) {
          written += MEGABYTE.length;
          yield MEGABYTE;
        }
      }
      await pipeline(megabytes, response);
    });
    await using upstream = things(server);
    const incoming = { method: 'GET', url: '/api/movies/1', headers: {}, body: Readable.from([]) };
    const { body } = await passThrough(upstream.upstream, OPEN, incoming, aContext());
    await new Promise((later) => setTimeout(later, 150));
    expect(written).toBeLessThan(16 * MEGABYTE.length);
    let read = 0;
    for await (const chunk of body as Readable) read += (chunk as Buffer).length;
    expect(read).toBe(64 * MEGABYTE.length);
  });

  test('of events is handed on event by event, past the deadline, until the caller leaves', async () => {
    await using server = await fakeUpstream((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
      const timer = setInterval(() => response.write('data: 2\n\n'), 100);
      response.once('close', () => clearInterval(timer));
    });
    await using gateway = await aGateway(server, OPEN, { deadlineMs: 150, attemptTimeoutMs: 60 });
    const caller = new AbortController();
    const answer = await gateway.ask('/api/movies/1', { signal: caller.signal });
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    const reader = answer.body?.getReader();
    const seen: string[] = [];
    while (seen.length < 4) seen.push(new TextDecoder().decode((await reader?.read())?.value));
    expect(seen[0]).toBe('data: 1\n\n');
    expect(gateway.upstream.health().inFlight).toBe(1);
    const leftAt = performance.now();
    caller.abort();
    await server.abandoned(1);
    expect(performance.now() - leftAt).toBeLessThan(200);
    await eventually(() => gateway.upstream.health().inFlight === 0, 'nothing in flight');
  });

  test('that drips is cut at the deadline', async () => {
    await using server = await fakeUpstream((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('[');
      const timer = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(timer));
    });
    await using gateway = await aGateway(server, OPEN, { deadlineMs: 150 });
    const answer = await gateway.ask('/api/movies/1');
    expect(await errorOf(answer.text())).toBeDefined();
    await server.abandoned(1);
  });

  test('of a request that its caller sends too slowly is cut at the deadline, and blamed on nobody', async () => {
    const { server } = await uploadServer();
    await using _ = server;
    await using gateway = await aGateway(server, OPEN, {
      deadlineMs: 150,
      attemptTimeoutMs: 50,
      breakerVolume: 1,
    });
    const headers = { 'content-length': '1000' };
    const asked = httpRequest({ port: gateway.port, path: '/api/movies', method: 'PUT', headers });
    asked.write('half');
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(599);
    asked.destroy();
    expect(gateway.upstream.health()).toMatchObject({ breaker: 'closed', inFlight: 0 });
  });

  test('that its caller breaks off is no failure of the upstream', async () => {
    const { server, begun } = await uploadServer();
    await using _ = server;
    await using gateway = await aGateway(server, OPEN, { breakerVolume: 1 });
    const asked = httpRequest({
      port: gateway.port,
      path: '/api/movies',
      method: 'PUT',
      headers: { 'content-length': '1000' },
    });
    asked.on('error', () => {});
    asked.write('half');
    await begun;
    asked.destroy();
    await eventually(() => gateway.upstream.health().inFlight === 0, 'nothing in flight');
    expect(gateway.upstream.health().breaker).toBe('closed');
  });

  test('does not keep the caller from hearing of a failure', async () => {
    await using gateway = await aGateway({ url: 'http://127.0.0.1:9' });
    const answer = await gateway.ask('/api/movies', { method: 'PUT', body: MEGABYTE });
    expect(await answer.json()).toEqual({ code: 'connect-failed' });
  });
});

function json(body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: text };
}

/** A server that counts the bytes of a body as they come. */
async function uploadServer() {
  const upload = { bytes: 0, length: undefined as string | undefined };
  let start = () => {};
  const begun = new Promise<void>((resolve) => (start = resolve));
  const server = createServer((message, response) => {
    upload.length = message.headers['content-length'];
    upload.bytes = 0;
    message.on('data', (chunk: Buffer) => {
      upload.bytes += chunk.length;
      start();
    });
    message.on('error', () => {});
    message.on('end', () => response.end('ok'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { upload, begun, server: { url, [Symbol.asyncDispose]: close } };
}
