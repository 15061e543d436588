import { type AnswerNote, type PartScope, runView, view } from '@frontdesk/aggregation';
import { AnswerCache, FinishedViews } from '@frontdesk/caching';
import type { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Header, Param, Post } from '@nestjs/common';
import { Context } from '../context.decorator.js';
import type { RequestEnd } from '../edge/exchange.js';
import type { RunningGateway } from '../start-gateway.js';
import { gatewayWith } from '../test/gateway-with.js';
import { composed } from './composed.js';
import { FinishedAnswer } from './finished-answer.js';

const minute = { maxAgeMs: 60_000, noStore: false };
let reviews: () => Promise<string[]>;
let compositions = 0;

const productView = (visibility: 'public' | 'private') =>
  view<{ scope: PartScope }, { id: string }>('product')
    .required('product', ({ scope }, { id }) => {
      scope.report({ source: 'upstream', freshness: { visibility, ...minute } });
      return Promise.resolve({ id });
    })
    .optional('reviews', ({ scope }) => {
      scope.report({ source: 'upstream', freshness: { visibility, ...minute } });
      return reviews();
    })
    .shape(({ product, reviews }) => ({ product, reviews }));

const cache = new AnswerCache({ name: 'views', maxBytes: 1_000_000 });
const finished = new FinishedViews(cache);

@Controller('v1')
class ViewsController {
  @Get('public')
  public(@Context() context: RequestContext) {
    return runView(productView('public'), { id: 'p-1' }, context, (scope) => ({ scope }));
  }

  @Post('public')
  changed(@Context() context: RequestContext) {
    return this.public(context);
  }

  @Get('private')
  private(@Context() context: RequestContext) {
    return runView(productView('private'), { id: 'p-1' }, context, (scope) => ({ scope }));
  }

  @Get('shared/:sources')
  shared(@Param('sources') sources: string, @Context() context: RequestContext) {
    const shared = view<{ scope: PartScope }, object>('shared')
      .required('parts', ({ scope }) => {
        for (const source of sources.split('-') as AnswerNote['source'][]) {
          scope.report({ source, freshness: { visibility: 'public', ...minute } });
        }
      })
      .shape(() => ({}));
    return runView(shared, {}, context, (scope) => ({ scope }));
  }

  @Get('finished')
  finished(@Context() context: RequestContext) {
    const policy = { audience: 'public', freshMs: 60_000 } as const;
    return finished.get('product:p-1', policy, context, async (own) => {
      compositions += 1;
      return composed(await runView(productView('public'), { id: 'p-1' }, own, (scope) => ({ scope })));
    });
  }

  @Get('plain')
  plain() {
    return { plain: true };
  }

  @Get('list')
  @Header('cache-control', 'public, max-age=5')
  list() {
    return [1, 2];
  }

  @Post('kept')
  kept() {
    const headers = { 'content-type': 'text/plain; charset=utf-8', location: '/v1/kept/1' };
    return new FinishedAnswer(202, headers, Buffer.from('as it was'));
  }

  @Post('plain')
  command() {
    return { done: true };
  }
}

describe('what handlers return', () => {
  let gateway: RunningGateway;
  const ended: RequestEnd[] = [];
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}${path}`, { headers });

  beforeAll(async () => {
    gateway = await gatewayWith([ViewsController], {}, { onRequestEnd: [(end) => ended.push(end)] });
  });
  afterAll(async () => {
    await gateway.close();
    await cache.close();
  });
  beforeEach(() => {
    reviews = () => Promise.resolve(['good']);
  });

  it('is sent as a view that says it is complete, how long it is fresh, and how it ran', async () => {
    const answer = await get('/v1/public');
    expect(await answer.json()).toEqual({ product: { id: 'p-1' }, reviews: ['good'], meta: { missing: [] } });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-complete': 'true',
      'server-timing': expect.stringMatching(/^total;dur=[\d.]+, product;dur=/) as string,
      'x-content-type-options': 'nosniff',
      etag: expect.stringMatching(/^"[\w-]{22}"$/) as string,
    });
    expect(answer.headers.get('content-security-policy')).toBeNull();
  });

  it('is kept by nobody where it is incomplete, and names what is missing', async () => {
    reviews = () => Promise.reject(new Error('down'));
    const answer = await get('/v1/public');
    expect(await answer.json()).toMatchObject({ reviews: null, meta: { missing: ['reviews'] } });
    expect(answer.headers.get('x-complete')).toBe('false');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is sent as it is where it is an answer that was kept: status, headers and bytes', async () => {
    const answer = await fetch(`${gateway.url}/v1/kept`, { method: 'POST' });
    expect([answer.status, await answer.text()]).toEqual([202, 'as it was']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '9',
      location: '/v1/kept/1',
    });
    expect(answer.headers.get('cache-control')).toBeNull();
  });

  it.each([
    ['cache-stale', 'frontdesk; hit'],
    ['cache-upstream', 'frontdesk; hit'],
    ['cache-miss-upstream', 'frontdesk; fwd=partial; detail="1 of 2"'],
    ['miss', 'frontdesk; fwd=miss'],
    ['upstream', null],
  ])('says what a cache did for it, of answers from %s', async (sources, header) => {
    const answer = await get(`/v1/shared/${sources}`);
    expect(answer.headers.get('cache-status')).toBe(header);
  });

  it('is private, and varies by credentials, where a part is private', async () => {
    const answer = await get('/v1/private');
    expect(answer.headers.get('cache-control')).toMatch(/^private/);
    expect(answer.headers.get('vary')).toBe('Authorization, Cookie');
  });

  it('is kept by nobody where it answers a command, and has no validator', async () => {
    const { headers } = await fetch(`${gateway.url}/v1/public`, { method: 'POST' });
    expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
  });

  it('is not sent again to a caller who has it', async () => {
    const etag = (await get('/v1/public')).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag.slice(0, -1)}-gzip"`]) {
      const answer = await get('/v1/public', { 'if-none-match': known });
      expect([answer.status, await answer.text()]).toEqual([304, '']);
      expect(answer.headers.get('etag')).toBe(etag);
      expect(answer.headers.get('content-type')).toBeNull();
    }
    expect((await get('/v1/public', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('goes out as the bytes that were kept, where a public view is finished', async () => {
    const first = await get('/v1/finished');
    const second = await get('/v1/finished');
    expect(compositions).toBe(1);
    expect(await second.text()).toBe(await first.text());
    expect(first.headers.get('cache-status')).toBe('frontdesk; fwd=miss; stored');
    expect(second.headers.get('cache-status')).toMatch(/^frontdesk; hit; ttl=\d+$/);
    expect(second.headers.get('x-complete')).toBe('true');
    const etag = second.headers.get('etag') ?? '';
    expect((await get('/v1/finished', { 'if-none-match': etag })).status).toBe(304);
  });

  it('is private and revalidated where it is plain data', async () => {
    const answer = await get('/v1/plain');
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect((await get('/v1/plain', { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('is as fresh as the handler says where it says so', async () => {
    expect((await get('/v1/list')).headers.get('cache-control')).toBe('public, max-age=5');
  });

  it('has no validator where it answers a command', async () => {
    const answer = await fetch(`${gateway.url}/v1/plain`, {
      method: 'POST',
      headers: { 'if-none-match': '*' },
    });
    expect([answer.status, answer.headers.get('etag')]).toEqual([201, null]);
  });

  it('answers HEAD with the same headers and no body', async () => {
    const [got, head] = [await get('/v1/plain'), await fetch(`${gateway.url}/v1/plain`, { method: 'HEAD' })];
    expect(head.headers.get('etag')).toBe(got.headers.get('etag'));
    expect(await head.text()).toBe('');
  });

  it('is told to those who listen as complete or not', async () => {
    ended.length = 0;
    reviews = () => Promise.reject(new Error('down'));
    await (await get('/v1/public')).text();
    expect(ended).toMatchObject([{ route: '/v1/public', complete: false }]);
  });
});

describe('a gateway without meta', () => {
  it('sends the shape of its views as it is', async () => {
    reviews = () => Promise.resolve([]);
    await using gateway = await gatewayWith([ViewsController], {}, { meta: false });
    expect(await (await fetch(`${gateway.url}/v1/public`)).json()).toEqual({
      product: { id: 'p-1' },
      reviews: [],
    });
  });
});
