import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { contextOf } from '@frontdesk/request-context';
import { eventually, type FakeUpstream, fakeUpstream } from '@frontdesk/testing';
import { type UpstreamDeclaration, Upstreams } from '@frontdesk/upstream';
import { Validator } from '@seriousme/openapi-schema-validator';
import { type CanActivate, type ExecutionContext, Module, SetMetadata, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { RequestEnd } from '../edge/exchange.js';
import { gatewaySettings } from '../settings/gateway-settings.js';
import { loadSettings } from '../settings/load-settings.js';
import { type RunningGateway, startGateway } from '../start-gateway.js';
import { passThroughControllers } from './pass-through-controllers.js';

interface Operation {
  operationId: string;
  parameters: { name: string }[];
  responses: Record<string, object>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

const Stock = z.object({ available: z.int() }).meta({ id: 'Stock' });
const Note = z.looseObject({ id: z.string(), readAt: z.iso.date().nullable() }).meta({ id: 'Note' });

class AliceGuard implements CanActivate {
  canActivate(host: ExecutionContext): boolean {
    const { raw, headers } = host.switchToHttp().getRequest<FastifyRequest>();
    if (headers.authorization !== 'Bearer alice') return false;
    contextOf(raw).authenticated({ kind: 'user', id: 'alice', scopes: new Set() });
    return true;
  }
}

describe('what is passed through', () => {
  let upstream: FakeUpstream;
  let upstreams: Upstreams;
  let gateway: RunningGateway;
  const ended: RequestEnd[] = [];
  const alice = { authorization: 'Bearer alice', cookie: 'sid=1', 'x-user-id': 'bob' };
  const call = (path: string, init: RequestInit & { duplex?: 'half' } = {}) =>
    fetch(`${gateway.url}${path}`, { ...init, headers: { ...alice, ...init.headers } });
  const json = (method: string, body: unknown): RequestInit => ({
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

  beforeEach(async () => {
    upstream = await fakeUpstream();
    const declarations: Record<string, UpstreamDeclaration> = {
      movies: {
        url: upstream.url,
        identity: 'headers',
        passThrough: [
          { prefix: '/v1/movies', rewrite: '/films', methods: ['GET', 'POST'], query: ['page'] },
          { prefix: '/v1/users/me', rewrite: '/users/me', methods: ['PATCH'], body: ['name', 'age'] },
          { prefix: '/v1/stock', rewrite: '/inventory', methods: ['GET'], answer: Stock },
          {
            prefix: '/v1/notes/:id/read',
            exact: true,
            rewrite: '/notes/:id/read',
            methods: ['GET', 'POST'],
            query: [],
            body: ['at'],
            documents: { body: z.strictObject({ at: z.iso.datetime() }), answer: Note },
          },
        ],
      },
    };
    upstreams = new Upstreams(declarations, { env: {} });
    const controllers = passThroughControllers(
      declarations,
      UseGuards(AliceGuard),
      SetMetadata('scopes', ['x']),
    );
    class MoviesModule {}
    Module({ controllers, providers: [{ provide: Upstreams, useValue: upstreams }] })(MoviesModule);
    ended.length = 0;
    gateway = await startGateway({
      name: 'movies',
      module: MoviesModule,
      settings: loadSettings(gatewaySettings({ port: 0, managementPort: 0, audience: 'a' }), {
        BODY_LIMIT_BYTES: '100',
        ALLOWED_ORIGINS: 'https://shop.example',
      }),
      documents: { title: 'Movies', version: '1', description: '' },
      onRequestEnd: [(end) => ended.push(end)],
      onClose: () => upstreams.close(),
    });
  });
  afterEach(async () => {
    await gateway.close();
    await upstream[Symbol.asyncDispose]();
  });

  it('reaches the upstream at its own path, with the identity of the caller and nothing else of theirs', async () => {
    upstream.answer(200, { id: 7 }, { server: 'secret', 'set-cookie': 'a=b', etag: '"7"' });
    const answer = await call('/v1/movies/7?page=2');
    expect([answer.status, await answer.json()]).toEqual([200, { id: 7 }]);
    expect(answer.headers.get('etag')).toBe('"7"');
    expect([answer.headers.get('server'), answer.headers.get('set-cookie')]).toEqual([null, null]);
    expect(upstream.requests[0]).toMatchObject({ method: 'GET', url: '/films/7?page=2' });
    const { headers } = upstream.requests[0]!;
    expect(headers).toMatchObject({
      'x-user-id': 'alice',
      'x-request-id': answer.headers.get('x-request-id'),
    });
    expect([headers.authorization, headers.cookie]).toEqual([undefined, undefined]);
  });

  it.each([
    [undefined, 'private, no-cache'],
    ['public, max-age=60, s-maxage=600', 'private, max-age=60'],
    ['private, max-age=5', 'private, max-age=5'],
    ['no-store', 'private, no-store'],
  ])('is for its caller alone where the upstream knows who asks (%s)', async (theirs, ours) => {
    upstream.answer(200, {}, { vary: 'Accept-Language', ...(theirs && { 'cache-control': theirs }) });
    const { headers } = await call('/v1/movies/7', { headers: { origin: 'https://shop.example' } });
    expect(headers.get('cache-control')).toBe(ours);
    expect(headers.get('vary')).toBe('Origin, Accept-Language, Authorization, Cookie');
  });

  it('takes a target in absolute form', async () => {
    const asked = request(gateway.url, { path: `${gateway.url}/v1/movies/7?page=2`, headers: alice }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    expect(upstream.requests[0]?.url).toBe('/films/7?page=2');
    asked.destroy();
  });

  it('is documented, with its query and a name of its own for every operation', async () => {
    const document = (await (await call('/openapi.json')).json()) as Document;
    expect((await new Validator().validate({ ...document })).valid).toBe(true);
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
    const names = operations.map(({ operationId }) => operationId);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    const movie = document.paths['/v1/movies/{path}']?.get;
    expect(movie).toMatchObject({ operationId: 'get_v1_movies_path', tags: ['movies'] });
    expect(movie?.parameters.map(({ name }) => name)).toEqual(['page', 'path']);
  });

  it('is documented with what may be sent and what comes back, at the paths that there are', async () => {
    const { paths, components } = (await (await call('/openapi.json')).json()) as Document;
    const json = (schema: object) => ({ content: { 'application/json': { schema } } });
    const named = (name: string) => json({ $ref: `#/components/schemas/${name}` });
    expect(Object.keys(paths).sort()).toEqual([
      '/v1/movies',
      '/v1/movies/{path}',
      '/v1/notes/{id}/read',
      '/v1/stock',
      '/v1/stock/{path}',
      '/v1/users/me',
      '/v1/users/me/{path}',
    ]);
    // What nothing is said of is documented as it is: anything.
    expect(paths['/v1/movies']?.post).not.toHaveProperty('requestBody');
    const { content, description } = paths['/v1/movies']?.get?.responses['2XX'] as Record<string, unknown>;
    expect([content, description]).toEqual([undefined, 'What the service answers']);
    expect(paths['/v1/users/me']?.patch).toMatchObject({
      requestBody: json({ properties: { name: {}, age: {} }, additionalProperties: false }),
    });
    expect(paths['/v1/stock/{path}']?.get?.responses).toMatchObject({ 200: named('Stock') });
    expect(paths['/v1/stock/{path}']?.get?.responses).not.toHaveProperty('2XX');

    const note = paths['/v1/notes/{id}/read'];
    expect(note?.get).toMatchObject({ parameters: [{ name: 'id', in: 'path' }] });
    expect(note?.get).not.toHaveProperty('requestBody');
    expect(note?.get?.responses).toMatchObject({ 200: named('Note') });
    const body = json({ required: ['at'], properties: { at: { type: 'string', format: 'date-time' } } });
    expect(note?.post).toMatchObject({ requestBody: body, responses: { 200: named('Note') } });
    expect(note?.post?.responses).not.toHaveProperty('201');
    expect(components.schemas['Note']).toMatchObject({
      properties: { readAt: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] } },
    });
  });

  it('comes as it comes where its answer is documented alone, and from no path below an exact one', async () => {
    upstream.answer(200, { other: 1 });
    const answer = await call('/v1/notes/n-1/read');
    expect([answer.status, await answer.json()]).toEqual([200, { other: 1 }]);
    for (const below of ['/v1/notes/n-1/read/2', '/v1/notes/n-1/read/']) {
      expect((await call(below)).status).toBe(404);
    }
    expect(upstream.requests).toHaveLength(1);
  });

  it('goes through the guards of its controller', async () => {
    const answer = await call('/v1/movies/7', { headers: { authorization: 'Bearer bob' } });
    expect([answer.status, upstream.requests]).toEqual([403, []]);
  });

  it('may use the declared methods alone', async () => {
    const answer = await call('/v1/movies/7', { method: 'DELETE' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect(upstream.requests).toEqual([]);
    expect((await call('/v1/movies/7', { method: 'HEAD' })).status).toBe(200);
    expect(upstream.requests).toMatchObject([{ method: 'HEAD', url: '/films/7' }]);
  });

  it('may carry the declared query and fields alone', async () => {
    const query = await call('/v1/movies?sort=year');
    expect([query.status, await query.json()]).toMatchObject([
      400,
      { errors: [{ in: 'query', field: 'sort' }] },
    ]);
    const body = await call('/v1/users/me', json('PATCH', { name: 'A', admin: true }));
    expect([body.status, await body.json()]).toMatchObject([
      400,
      { errors: [{ in: 'body', field: 'admin' }] },
    ]);
    expect(upstream.requests).toEqual([]);
    expect((await call('/v1/users/me', json('PATCH', { name: 'A' }))).status).toBe(200);
    expect(upstream.requests[0]).toMatchObject({ method: 'PATCH', url: '/users/me', body: '{"name":"A"}' });
  });

  it('answers in its public form alone, where it has one', async () => {
    upstream.answer(200, { available: '3', warehouse: 'secret' });
    expect((await call('/v1/stock/p-1')).status).toBe(502);
    upstream.answer(200, { available: 3, warehouse: 'secret' });
    expect(await (await call('/v1/stock/p-1')).json()).toEqual({ available: 3 });
    const head = await call('/v1/stock/p-1', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '15', '']);
  });

  it.each([
    [400, 400],
    [401, 502],
    [403, 403],
    [404, 404],
    [412, 412],
    [422, 422],
    [429, 503],
    [500, 502],
  ])('of a %i that has no public form, is %i in the words of the gateway', async (theirs, ours) => {
    upstream.answer(theirs, { detail: 'row 7 of db1' });
    const answer = await call('/v1/stock/p-1');
    expect(answer.status).toBe(ours);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.text()).not.toMatch('db1');
  });

  it('comes back as it is below 500, and as a problem from there on', async () => {
    upstream.answer(409, { type: 'theirs' });
    const conflict = await call('/v1/movies', json('POST', {}));
    expect([conflict.status, await conflict.json()]).toEqual([409, { type: 'theirs' }]);
    upstream.answer(500, 'stack at db1');
    const failed = await call('/v1/movies', json('POST', {}));
    expect(failed.status).toBe(502);
    expect(await failed.text()).not.toContain('db1');
  });

  it('is streamed, past the limit of bodies that are read', async () => {
    const bytes = Buffer.alloc(2_000_000, 'a');
    const answer = await call('/v1/movies', {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(answer.status).toBe(200);
    expect(upstream.requests[0]?.body).toHaveLength(bytes.length);
    upstream.answer(200, bytes);
    expect((await (await call('/v1/movies/big')).arrayBuffer()).byteLength).toBe(bytes.length);
  });

  it('brings events as they happen, and the connection before the first', async () => {
    let send: (text: string) => void = () => undefined;
    upstream.handle((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      send = (text) => response.write(text);
    });
    const answer = await call('/v1/movies/events');
    const reader = answer.body!.getReader();
    for (const event of ['data: 1\n\n', 'data: 2\n\n']) {
      send(event);
      const { value } = await reader.read();
      expect(Buffer.from(value ?? []).toString()).toBe(event);
    }
    await reader.cancel();
    await upstream.abandoned(1);
  });

  it('is given up at the upstream when the caller goes away, and that is no failure', async () => {
    upstream.hang();
    const caller = request(`${gateway.url}/v1/movies/7`, { headers: alice }).end();
    caller.on('error', () => undefined);
    await upstream.received(1);
    caller.destroy();
    await upstream.abandoned(1);
    await eventually(() => ended.length === 1, 'the request to end');
    expect(ended[0]).toMatchObject({ status: 499, callerGone: true });
  });

  it('breaks off where the upstream breaks off in the middle', async () => {
    upstream.resetMidBody();
    const caller = request(`${gateway.url}/v1/movies/7`, { headers: alice }).end();
    const [answer] = (await once(caller, 'response')) as [NodeJS.ReadableStream];
    answer.resume();
    await expect(once(answer, 'end')).rejects.toThrow('aborted');
  });

  it.each(['..%2fadmin', '%2e%2e/admin', 'a%5c..'])('never leaves its prefix: %s', async (id) => {
    const target = { port: new URL(gateway.url).port, path: `/v1/movies/${id}`, headers: alice };
    const [answer] = (await once(request(target).end(), 'response')) as [
      { statusCode: number; resume(): void },
    ];
    answer.resume();
    expect([answer.statusCode, upstream.requests]).toEqual([400, []]);
  });
});
