import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type PartScope, runView, view } from '@frontdesk/aggregation';
import type { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { Context } from '../context.decorator.js';
import type { RunningGateway } from '../start-gateway.js';
import { gatewayWith } from '../test/gateway-with.js';

const TEXT = 'lamp '.repeat(1_000);
const page = view<{ scope: PartScope }, object>('page')
  .required('text', ({ scope }) => {
    const freshness = { visibility: 'private', maxAgeMs: 0, noStore: false } as const;
    scope.report({ source: 'upstream', freshness });
    return Promise.resolve(TEXT);
  })
  .shape(({ text }) => ({ text }));

@Controller('v1')
class PagesController {
  @Get('composed')
  composed(@Context() context: RequestContext) {
    return runView(page, {}, context, (scope) => ({ scope }));
  }

  @Get('plain/:letters')
  plain(@Param('letters') letters: string) {
    return { text: 'x'.repeat(Number(letters)) };
  }

  @Post('composed')
  command(@Context() context: RequestContext) {
    return this.composed(context);
  }
}

describe('a gateway that codes all answers', () => {
  let gateway: RunningGateway;
  beforeAll(async () => (gateway = await gatewayWith([PagesController], {}, { coded: 'all' })));
  afterAll(() => gateway.close());

  /** As it is on the wire: `fetch` would ask for codings, and undo them. */
  async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
    const asked = request(`${gateway.url}${path}`, { method, headers }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
  }

  it.each(['/v1/composed', '/v1/plain/5000'])('codes what it made for one caller: %s', async (path) => {
    const plain = await ask(path);
    const br = await ask(path, { 'accept-encoding': 'gzip, br' });
    const gzip = await ask(path, { 'accept-encoding': 'gzip' });
    expect(brotliDecompressSync(br.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    const tag = String(plain.headers.etag).slice(0, -1);
    expect([plain, br, gzip].map(({ headers }) => headers.etag)).toEqual([
      `${tag}"`,
      `${tag}-br"`,
      `${tag}-gzip"`,
    ]);
    for (const { headers } of [plain, br, gzip]) expect(headers.vary).toMatch(/\bAccept-Encoding$/);
    expect(Number(br.headers['content-length'])).toBe(br.body.length);
  });

  it('sends it to nobody who has it in any coding', async () => {
    const { headers } = await ask('/v1/composed', { 'accept-encoding': 'br' });
    for (const known of [String(headers.etag), String(headers.etag).replace('-br', '')]) {
      const again = await ask('/v1/composed', { 'accept-encoding': 'br', 'if-none-match': known });
      expect([again.status, again.headers.etag, again.body.length]).toEqual([304, headers.etag, 0]);
      expect(again.headers['content-encoding']).toBeUndefined();
    }
  });

  it('answers HEAD as it would GET', async () => {
    const headers = { 'accept-encoding': 'br' };
    const [got, head] = [await ask('/v1/composed', headers), await ask('/v1/composed', headers, 'HEAD')];
    for (const name of ['etag', 'content-encoding', 'content-length', 'vary'])
      expect([name, head.headers[name]]).toEqual([name, got.headers[name]]);
  });

  it('codes what a command is answered as well', async () => {
    const { status, headers, body } = await ask('/v1/composed', { 'accept-encoding': 'br' }, 'POST');
    expect([status, headers['content-encoding'], headers.etag]).toEqual([201, 'br', undefined]);
    expect(brotliDecompressSync(body).toString()).toContain('lamp');
  });

  it('leaves small answers as they are', async () => {
    const { headers } = await ask('/v1/plain/900', { 'accept-encoding': 'br' });
    expect([headers['content-encoding'], headers.vary]).toEqual([undefined, 'Accept-Encoding']);
  });
});
