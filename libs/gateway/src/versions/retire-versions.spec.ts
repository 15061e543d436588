import { fakeClock } from '@frontdesk/testing';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { gatewayWith } from '../test/gateway-with.js';
import { rawRequest } from '../test/raw-request.js';

const SUNSET = Date.parse('2027-11-20T00:00:00Z');
const retiring = {
  v1: {
    deprecatedAt: '2026-11-20T00:00:00Z',
    sunsetAt: '2027-11-20T00:00:00Z',
    successor: 'v2',
    moved: { '/former': '/things' },
    documents: '/docs',
  },
};

let calls = 0;
@Controller()
class ThingsController {
  @Get(['v2/things/:id', 'v1/things/:id'])
  one(@Param('id') id: string) {
    calls += 1;
    return { id };
  }

  @Get(['v1/former/:id', 'v1/formerly/:id'])
  former() {
    return {};
  }

  @Post('v1/things')
  make() {
    throw new Error('a mistake');
  }

  @Get('v10/things')
  others() {
    return {};
  }
}

describe('a version on its way out', () => {
  const wallClock = fakeClock(SUNSET - 1);
  let gateway: Awaited<ReturnType<typeof gatewayWith>>;
  beforeAll(async () => {
    gateway = await gatewayWith([ThingsController], {}, { retiring, wallClock });
  });
  afterAll(() => gateway.close());
  const ask = (path: string, init?: RequestInit) => fetch(gateway.url + path, init);

  it('says since when, until when, what took its place and where to read about it', async () => {
    const { status, headers } = await ask('/v1/things/a.b~c?limit=1');
    expect([status, headers.get('deprecation'), headers.get('sunset'), headers.get('link')]).toEqual([
      200,
      '@1795132800',
      'Sat, 20 Nov 2027 00:00:00 GMT',
      '</v2/things/a.b~c>; rel="successor-version", </docs>; rel="deprecation sunset"',
    ]);
  });

  it('says what took its place where that is at another path', async () => {
    const successor = async (path: string) => (await ask(path)).headers.get('link')?.split(';')[0];
    expect(await successor('/v1/former/7')).toBe('</v2/things/7>');
    expect(await successor('/v1/formerly/7')).toBe('</v2/formerly/7>');
  });

  it('says so whatever it answers', async () => {
    for (const answer of [
      await ask('/v1/things', { method: 'POST' }),
      await ask('/v1/things/7', { method: 'HEAD' }),
    ])
      expect(answer.headers.get('sunset')).toBe('Sat, 20 Nov 2027 00:00:00 GMT');
    const { headers } = await ask('/v1/things/7');
    const again = await ask('/v1/things/7', { headers: { 'if-none-match': String(headers.get('etag')) } });
    expect([again.status, again.headers.get('deprecation')]).toEqual([304, '@1795132800']);
  });

  it('lets nobody write a link of theirs into the answer', async () => {
    const { head } = await rawRequest(
      gateway.url,
      'GET /v1/things/x>;rel="evil",<y HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    );
    expect(head).toMatch(/\r\nlink: <\/v2\/things\/x%3E;rel=%22evil%22,%3Cy>; rel="successor-version", /i);
  });

  it('is no other version, and no document', async () => {
    for (const path of ['/v2/things/7', '/v10/things', '/openapi.json', '/v1/nothing'])
      expect((await ask(path)).headers.get('deprecation')).toBeNull();
  });

  it('is marked in the documents, alone', async () => {
    const { paths } = (await (await ask('/openapi.json')).json()) as {
      paths: Record<string, { get?: { deprecated?: boolean; description?: string } }>;
    };
    expect(paths['/v1/things/{id}']?.get).toMatchObject({
      deprecated: true,
      description: expect.stringContaining('2027-11-20'),
    });
    expect(paths['/v2/things/{id}']?.get?.deprecated).toBeUndefined();
  });

  it('is gone when its time is over, and its successor is not', async () => {
    wallClock.advance(1);
    calls = 0;
    const gone = await ask('/v1/things/7');
    expect([gone.status, gone.headers.get('content-type')]).toEqual([
      410,
      'application/problem+json; charset=utf-8',
    ]);
    expect(gone.headers.get('link')).toContain('</v2/things/7>; rel="successor-version"');
    expect(await gone.json()).toMatchObject({
      type: '/problems/gone',
      detail: 'v1 is not answered any more; v2 took its place',
    });
    expect(calls).toBe(0);
    expect((await ask('/v2/things/7')).status).toBe(200);
  });
});

it.each([
  [{ deprecatedAt: 'soon' }, 'v1: "soon" is no instant'],
  [{ sunsetAt: '2026-11-19T00:00:00Z' }, 'v1 cannot end before it is deprecated'],
])('a gateway does not start with %j', async (wrong, message) => {
  const versions = { v1: { ...retiring.v1, ...wrong } };
  await expect(gatewayWith([ThingsController], {}, { retiring: versions })).rejects.toThrow(message);
});
