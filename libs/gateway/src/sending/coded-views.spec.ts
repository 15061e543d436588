import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type PartScope, runView, view } from '@frontdesk/aggregation';
import { AnswerCache, FinishedViews } from '@frontdesk/caching';
import type { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param } from '@nestjs/common';
import { Context } from '../context.decorator.js';
import type { RunningGateway } from '../start-gateway.js';
import { gatewayWith } from '../test/gateway-with.js';
import { composed } from './composed.js';

const PUBLIC = { visibility: 'public', maxAgeMs: 60_000, noStore: false } as const;
const cache = new AnswerCache({ name: 'coded', maxBytes: 10_000_000 });
const finished = new FinishedViews(cache);

/** A view of so many bytes and some, whose optional part fails where it is asked for as broken. */
const pageOf = (bytes: number, broken = false) =>
  view<{ scope: PartScope }, object>('page')
    .required('text', ({ scope }) => {
      scope.report({ source: 'upstream', freshness: PUBLIC });
      return Promise.resolve('lamp '.repeat(bytes / 5));
    })
    .optional('reviews', () => (broken ? Promise.reject(new Error('down')) : Promise.resolve([])))
    .shape(({ text, reviews }) => ({ text, reviews }));

@Controller('v1')
class PagesController {
  @Get('pages/:name')
  page(@Param('name') name: string, @Context() context: RequestContext) {
    const page = pageOf(name === 'small' ? 100 : 5_000, name === 'broken');
    const policy = { audience: 'public', freshMs: 60_000 } as const;
    return finished.get(name, policy, context, async (own) =>
      composed(await runView(page, {}, own, (scope) => ({ scope }))),
    );
  }

  @Get('composed')
  composed(@Context() context: RequestContext) {
    return runView(pageOf(5_000), {}, context, (scope) => ({ scope }));
  }
}

describe('a kept view', () => {
  let gateway: RunningGateway;
  beforeAll(async () => (gateway = await gatewayWith([PagesController])));
  afterAll(async () => {
    await gateway.close();
    await cache.close();
  });

  /** As it is on the wire: `fetch` would ask for codings, and undo them. */
  async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
    const asked = request(`${gateway.url}${path}`, { method, headers }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
  }

  it('goes out in the coding that the caller prefers, under a tag of its own', async () => {
    const plain = await ask('/v1/pages/a');
    const br = await ask('/v1/pages/a', { 'accept-encoding': 'gzip, deflate, br' });
    const gzip = await ask('/v1/pages/a', { 'accept-encoding': 'br;q=0.1, gzip' });

    expect(brotliDecompressSync(br.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(br.body.length).toBeLessThan(plain.body.length / 10);
    const tag = (plain.headers.etag ?? '').slice(0, -1);
    expect(
      [plain, br, gzip].map(({ headers }) => [
        headers['content-encoding'],
        headers.etag,
        headers.vary,
        headers['cache-status']?.slice(0, 14),
      ]),
    ).toEqual([
      [undefined, `${tag}"`, 'Accept-Encoding', 'frontdesk; fwd'],
      ['br', `${tag}-br"`, 'Accept-Encoding', 'frontdesk; hit'],
      ['gzip', `${tag}-gzip"`, 'Accept-Encoding', 'frontdesk; hit'],
    ]);
    expect(br.headers['content-length']).toBe(String(br.body.length));
    expect(br.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('is not sent again to a caller who has it in any coding', async () => {
    const { headers } = await ask('/v1/pages/a');
    const tag = (headers.etag ?? '').slice(0, -1);
    for (const known of [`${tag}"`, `${tag}-gzip"`, `${tag}-br"`, `W/${tag}-br"`, '*']) {
      const again = await ask('/v1/pages/a', { 'accept-encoding': 'br', 'if-none-match': known });
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, `${tag}-br"`]);
      expect(again.headers.vary).toBe('Accept-Encoding');
      expect(again.headers['content-encoding']).toBeUndefined();
      const plain = await ask('/v1/pages/a', { 'if-none-match': known });
      expect([plain.status, plain.headers.etag, plain.headers.vary]).toEqual([
        304,
        `${tag}"`,
        'Accept-Encoding',
      ]);
    }
  });

  it('answers HEAD with the headers of its GET, in each coding', async () => {
    for (const accepted of ['br', 'gzip', 'identity']) {
      const headers = { 'accept-encoding': accepted };
      const [got, head] = [await ask('/v1/pages/a', headers), await ask('/v1/pages/a', headers, 'HEAD')];
      expect([head.status, head.body.length]).toEqual([200, 0]);
      for (const name of ['etag', 'content-encoding', 'content-length', 'vary', 'content-type']) {
        expect([name, head.headers[name]]).toEqual([name, got.headers[name]]);
      }
    }
  });

  it('is sent as it is up to a kilobyte, and varies all the same, as it may grow', async () => {
    const { headers } = await ask('/v1/pages/small', { 'accept-encoding': 'br' });
    expect([headers['content-encoding'], headers.vary]).toEqual([undefined, 'Accept-Encoding']);
    const { body } = await ask('/v1/pages/small', { 'accept-encoding': 'gzip, identity;q=0' });
    expect(gunzipSync(body).toString()).toContain('lamp');
  });

  it('is compressed for nobody where it was not kept', async () => {
    const { headers, body } = await ask('/v1/pages/broken', { 'accept-encoding': 'br' });
    expect(headers).toMatchObject({ 'x-complete': 'false', 'cache-control': 'no-store' });
    expect([headers['content-encoding'], body.toString()]).toEqual([
      undefined,
      expect.stringContaining('lamp'),
    ]);
  });

  it('alone is compressed: what is composed anew for each caller is not', async () => {
    const { headers } = await ask('/v1/composed', { 'accept-encoding': 'br' });
    expect([headers['content-encoding'], headers.vary]).toEqual([undefined, undefined]);
  });
});
