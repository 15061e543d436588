import { fakeUpstream } from '@frontdesk/testing';
import fc from 'fast-check';
import { path } from '../src/index.js';
import { passThrough } from '../src/pass-through/pass-through.js';
import { UpstreamHttpService } from '../src/http.service.js';
import { Readable } from 'node:stream';
import { firstValueFrom } from 'rxjs';
import { aContext, aGet, errorOf, things } from './asking.js';

const HOSTILE = [
  '..',
  '.',
  '',
  '..%2fadmin',
  '%2e%2e',
  '%2E.',
  '../admin',
  '..\\admin',
  'http://169.254.169.254/',
  '//host',
  '1?admin=1#',
  '#',
  '?',
  '\\',
  'a\u0000b',
  'a%00b',
  '\ud800',
  'a\udfff',
  'a b',
  '1\r\nHost: evil',
  '1 HTTP/1.1\r\nx: y',
  ';a=b',
  '@host',
  ':80',
  'é…😀',
  '%',
  '%zz',
];

const anId = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom('.', '/', '\\', '%2e', '%2f', '%', '?', '#', '@', ':', 'a', '\u0000', '\ud800', ' '),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
);

/** A property of many ids, each tried at a real server. */
function forAnyId(check: (id: string) => Promise<void>) {
  return fc.assert(fc.asyncProperty(anId, check), { numRuns: 300, examples: HOSTILE.map((id) => [id]) });
}

describe('an id never changes which host, path or query is called', () => {
  test('in a path that a client makes', async () => {
    await using server = await fakeUpstream();
    await using upstream = things(server);
    await forAnyId(async (id) => {
      server.requests.length = 0;
      const error = await errorOf((async () => upstream.ask(aGet({ path: path`/things/${id}/parts` })))());
      if (error) expect(error).toMatchObject({ name: 'InvalidPathSegment', code: 'INVALID_PATH_SEGMENT' });
      const [request] = server.requests;
      expect(server.requests).toHaveLength(error ? 0 : 1);
      if (!request) return;
      const segments = request.url.split('/');
      expect(segments).toHaveLength(4);
      expect([segments[0], segments[1], segments[3]]).toEqual(['', 'things', 'parts']);
      expect(decodeURIComponent(segments[2] ?? '')).toBe(id);
      // As a server sees it that resolves the target like a browser.
      expect(new URL(request.url, server.url).pathname).toBe(request.url);
      expect(request.headers.host).toBe(`127.0.0.1:${server.port}`);
    });
  });

  test('in a part of a segment', () => {
    expect(path`/files/${'a'}.json`).toBe('/files/a.json');
    expect(() => path`/files/.${'.'}`).toThrow('segment');
    expect(() => path`/files/${'%2e'}.`).toThrow('segment');
  });

  test('in a query', async () => {
    await using server = await fakeUpstream();
    await using upstream = things(server);
    await forAnyId(async (id) => {
      server.requests.length = 0;
      await upstream.ask(aGet({ path: path`/things`, query: { id, more: [1, 2], none: undefined } }));
      const [{ url } = { url: '' }] = server.requests;
      const { pathname, searchParams } = new URL(url, server.url);
      expect(pathname).toBe('/things');
      expect([...searchParams]).toEqual([
        ['id', id.replace(/\p{Surrogate}/gu, '\ufffd')],
        ['more', '1'],
        ['more', '2'],
      ]);
    });
  });

  test('in a request that is passed through', async () => {
    await using server = await fakeUpstream();
    await using upstream = things(server);
    const declared = { prefix: '/api/things', rewrite: '/things', methods: ['GET'] };
    await forAnyId(async (id) => {
      server.requests.length = 0;
      const incoming = { method: 'GET', url: `/api/things/${id}`, headers: {}, body: Readable.from([]) };
      const error = await errorOf(passThrough(upstream.upstream, declared, incoming, aContext()));
      if (error) expect(error).toMatchObject({ name: 'InvalidPathSegment' });
      for (const { url, headers } of server.requests) {
        expect(new URL(url, server.url).pathname).toMatch(/^\/things(?:\/|$)/);
        expect(headers.host).toBe(`127.0.0.1:${server.port}`);
      }
    });
  });

  test('in a URL that is given to the HttpService', async () => {
    await using server = await fakeUpstream();
    await using upstream = things({ url: `${server.url}/base` });
    const http = new UpstreamHttpService(upstream.upstream);
    await forAnyId(async (id) => {
      server.requests.length = 0;
      await errorOf(firstValueFrom(http.get(id)));
      await errorOf(firstValueFrom(http.get(`/things/${id}`)));
      for (const { url, headers } of server.requests) {
        expect(new URL(url, server.url).pathname).toMatch(/^\/base\//);
        expect(headers.host).toBe(`127.0.0.1:${server.port}`);
      }
    });
  });
});
