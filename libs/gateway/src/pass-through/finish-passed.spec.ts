import { type FakeUpstream, fakeUpstream } from '@frontdesk/testing';
import { type UpstreamDeclaration, Upstreams } from '@frontdesk/upstream';
import { Module } from '@nestjs/common';
import { gatewaySettings } from '../settings/gateway-settings.js';
import { loadSettings } from '../settings/load-settings.js';
import { type RunningGateway, startGateway } from '../start-gateway.js';
import { passThroughControllers } from './pass-through-controllers.js';

const DEADLINE_MS = 400;
const BEYOND_WHAT_IS_HELD = 300 * 1024;

describe('a passed answer that is declared to be finished', () => {
  let upstream: FakeUpstream;
  let upstreams: Upstreams;
  let gateway: RunningGateway;
  const ask = (path = '/v1/notes', init: RequestInit = {}) => fetch(gateway.url + path, init);
  const askAgain = (tag: string | null, path?: string) =>
    ask(path, { headers: { 'if-none-match': String(tag) } });

  beforeEach(async () => {
    upstream = await fakeUpstream();
    const declarations: Record<string, UpstreamDeclaration> = {
      notes: {
        url: upstream.url,
        retries: 0,
        passThrough: [
          { prefix: '/v1/notes', rewrite: '/notes', methods: ['GET', 'POST'], finished: true },
          { prefix: '/v1/unfinished', rewrite: '/notes', methods: ['GET'] },
        ],
      },
    };
    upstreams = new Upstreams(declarations, { env: {} });
    class NotesModule {}
    Module({
      controllers: passThroughControllers(declarations),
      providers: [{ provide: Upstreams, useValue: upstreams }],
    })(NotesModule);
    gateway = await startGateway({
      name: 'notes',
      module: NotesModule,
      settings: loadSettings(gatewaySettings({ port: 0, managementPort: 0, audience: 'urn:notes' }), {
        DEADLINE_MS: String(DEADLINE_MS),
      }),
      documents: { title: 'Notes', version: '1', description: 'Notes.' },
      onClose: () => upstreams.close(),
    });
  });
  afterEach(async () => {
    await gateway.close();
    await upstream[Symbol.asyncDispose]();
  });

  it('is as it came, with a strong tag, and is not sent to who has it', async () => {
    upstream.answer(200, '{"items":[ 1 ]}', {
      'content-type': 'application/json',
      'cache-control': 'max-age=5',
    });
    const first = await ask();
    const tag = first.headers.get('etag');
    expect([tag, await first.text()]).toEqual([expect.stringMatching(/^"[\w-]{22}"$/), '{"items":[ 1 ]}']);
    const again = await askAgain(tag);
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(Object.fromEntries(again.headers)).toMatchObject({ etag: tag, 'cache-control': 'max-age=5' });
    for (const name of ['content-type', 'content-length', 'transfer-encoding'])
      expect(again.headers.get(name)).toBeNull();
    upstream.answer(200, '{"items":[ 2 ]}', { 'content-type': 'application/json' });
    expect((await askAgain(tag)).status).toBe(200);
  });

  it('is asked for as by GET where the caller wants the headers alone, so that they are the same', async () => {
    upstream.handle(({ method }, response) => {
      if (method !== 'GET') return void response.writeHead(405).end();
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":1}');
    });
    const [whole, head] = [await ask(), await ask('/v1/notes', { method: 'HEAD' })];
    for (const name of ['etag', 'content-type', 'content-length'])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    expect([head.status, await head.text(), whole.headers.get('etag')]).toEqual([
      200,
      '',
      expect.any(String),
    ]);
    const known = { 'if-none-match': String(head.headers.get('etag')) };
    expect((await ask('/v1/notes', { method: 'HEAD', headers: known })).status).toBe(304);
  });

  it('has one as well where it comes in pieces', async () => {
    upstream.handle((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 7 });
      response.write('{"a"', () => setTimeout(() => response.end(':1}'), 20));
    });
    const first = await ask();
    expect([first.headers.get('etag'), await first.text()]).toEqual([expect.any(String), '{"a":1}']);
  });

  it('is coded as the caller prefers, above a kilobyte, under a tag of its own', async () => {
    const items = JSON.stringify({ items: Array.from({ length: 200 }, (_, n) => `note ${n}`) });
    upstream.answer(200, items, { 'content-type': 'application/json', vary: 'Accept-Language' });
    const plain = await ask('/v1/notes', { headers: { 'accept-encoding': 'identity' } });
    const coded = await ask('/v1/notes', { headers: { 'accept-encoding': 'br' } });
    expect([plain.headers.get('content-encoding'), coded.headers.get('content-encoding')]).toEqual([
      null,
      'br',
    ]);
    expect(Number(coded.headers.get('content-length'))).toBeLessThan(items.length / 3);
    expect([await plain.text(), await coded.text()]).toEqual([items, items]);
    expect(coded.headers.get('vary')).toBe('Accept-Language, Accept-Encoding');
    const tag = String(plain.headers.get('etag'));
    expect(coded.headers.get('etag')).toBe(tag.replace(/"$/, '-br"'));
    expect((await askAgain(coded.headers.get('etag'))).status).toBe(304);
  });

  it('stays in the coding that the upstream chose', async () => {
    upstream.answer(200, Buffer.from('theirs'.repeat(400)), {
      'content-type': 'application/json',
      'content-encoding': 'x-theirs',
    });
    const answer = await ask('/v1/notes', { headers: { 'accept-encoding': 'br' } });
    expect([answer.headers.get('content-encoding'), answer.headers.get('etag')]).toEqual([
      'x-theirs',
      expect.stringMatching(/^"[\w-]{22}"$/),
    ]);
  });

  it('keeps the tag that the upstream gave', async () => {
    upstream.answer(200, {}, { etag: 'W/"theirs"' });
    expect((await ask()).headers.get('etag')).toBe('W/"theirs"');
  });

  it.each<[string, string, RequestInit, number]>([
    ['not declared so', '/v1/unfinished', {}, 200],
    ['the answer to a command', '/v1/notes', { method: 'POST' }, 200],
    ['a refusal', '/v1/notes', {}, 404],
  ])('has none where it is %s', async (_, path, init, status) => {
    upstream.answer(status, { a: 1 });
    const answer = await ask(path, init);
    expect([answer.status, answer.headers.get('etag')]).toEqual([status, null]);
  });

  it('is streamed without one where it is large, or does not say how large it is', async () => {
    const large = 'x'.repeat(BEYOND_WHAT_IS_HELD);
    upstream.answer(200, large, { 'content-type': 'text/plain' });
    const answer = await ask();
    expect([answer.headers.get('etag'), (await answer.text()).length]).toEqual([null, BEYOND_WHAT_IS_HELD]);
    upstream.handle((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write('a', () => setTimeout(() => response.end('b'), 20));
    });
    const chunked = await ask();
    expect([chunked.headers.get('etag'), await chunked.text()]).toEqual([null, 'ab']);
  });

  it('is a problem within the deadline where it does not end', async () => {
    upstream.handle((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
      response.write('{');
    });
    const answer = await ask();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      504,
      'application/problem+json; charset=utf-8',
    ]);
    await upstream.abandoned(1);
  });

  it('is a problem where it breaks off', async () => {
    upstream.resetMidBody();
    expect((await ask()).status).toBe(502);
  });
});
