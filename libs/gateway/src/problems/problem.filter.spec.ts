import { CallerGone, DeadlineExceeded } from '@frontdesk/request-context';
import { InvalidPathSegment, UpstreamError } from '@frontdesk/upstream';
import { eventually } from '@frontdesk/testing';
import { Controller, Get, HttpException, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { RequestEnd } from '../edge/exchange.js';
import type { RunningGateway } from '../start-gateway.js';
import { gatewayWith } from '../test/gateway-with.js';

let thrown: unknown;

@Controller('v1')
class FailingController {
  @Get('view')
  view(@Res({ passthrough: true }) reply: FastifyReply) {
    void reply
      .header('etag', '"x"')
      .header('cache-control', 'public, max-age=60')
      .header('ratelimit', 'kept');
    throw thrown;
  }

  @Post('command')
  command() {
    throw thrown;
  }
}

const coded = (code: string, more: object = {}) =>
  Object.assign(new Error('written for the caller'), { code, ...more });
const says = (status: number, retryAfterMs?: number) =>
  new UpstreamError('orders', 'status', { status, retryAfterMs });

describe('an error', () => {
  let gateway: RunningGateway;
  const ended: RequestEnd[] = [];
  const view = () => fetch(`${gateway.url}/v1/view?q=secret`);
  const command = () => fetch(`${gateway.url}/v1/command`, { method: 'POST' });

  beforeAll(async () => {
    gateway = await gatewayWith([FailingController], {}, { onRequestEnd: [(end) => ended.push(end)] });
  });
  afterAll(() => gateway.close());

  it.each<[what: string, error: unknown, status: number, slug: string, headers: Record<string, string>]>([
    ['the deadline', new DeadlineExceeded(), 504, 'deadline-exceeded', {}],
    ['an upstream that says 404', says(404), 404, 'not-found', {}],
    ['an upstream that says 401', says(401), 502, 'upstream-failed', {}],
    ['an upstream that says 403', says(403), 502, 'upstream-failed', {}],
    ['an upstream that says 500', says(500), 502, 'upstream-failed', {}],
    ['an upstream that says 400 to a read', says(400), 502, 'upstream-failed', {}],
    ['an upstream that says 429', says(429, 2_500), 503, 'unavailable', { 'retry-after': '3' }],
    [
      'a breaker that is open',
      new UpstreamError('orders', 'breaker-open', { retryAfterMs: 4_000 }),
      503,
      'unavailable',
      { 'retry-after': '4' },
    ],
    [
      'a bulkhead that is full',
      new UpstreamError('orders', 'bulkhead-full'),
      503,
      'unavailable',
      { 'retry-after': '1' },
    ],
    [
      'an attempt that timed out',
      new UpstreamError('orders', 'attempt-timeout'),
      504,
      'deadline-exceeded',
      {},
    ],
    ['a connection that failed', new UpstreamError('orders', 'connect-failed'), 502, 'upstream-failed', {}],
    ['a reset', new UpstreamError('orders', 'reset'), 502, 'upstream-failed', {}],
    ['an answer that is no JSON', new UpstreamError('orders', 'bad-json'), 502, 'upstream-failed', {}],
    ['an answer that drifted', new UpstreamError('orders', 'schema-drift'), 502, 'upstream-failed', {}],
    ['an answer that is too large', new UpstreamError('orders', 'too-large'), 502, 'upstream-failed', {}],
    ['a redirect', new UpstreamError('orders', 'redirect', { status: 302 }), 502, 'upstream-failed', {}],
    ['items that are gone', coded('ITEMS_NOT_FOUND'), 502, 'upstream-failed', {}],
    ['what does not exist', coded('NOT_FOUND'), 404, 'not-found', {}],
    ['an id that could climb', new InvalidPathSegment(), 404, 'not-found', {}],
    [
      'missing credentials',
      coded('UNAUTHENTICATED', { challenge: 'Bearer error="invalid_token"' }),
      401,
      'unauthenticated',
      { 'www-authenticate': 'Bearer error="invalid_token"' },
    ],
    [
      'missing credentials without a challenge',
      coded('UNAUTHENTICATED'),
      401,
      'unauthenticated',
      { 'www-authenticate': 'Bearer' },
    ],
    [
      'a missing scope',
      coded('FORBIDDEN', { challenge: 'Bearer error="insufficient_scope"' }),
      403,
      'forbidden',
      { 'www-authenticate': 'Bearer error="insufficient_scope"' },
    ],
    ['keys that cannot be had', coded('KEYS_UNAVAILABLE'), 503, 'keys-unavailable', { 'retry-after': '1' }],
    [
      'too many requests',
      coded('TOO_MANY_REQUESTS', { retryAfterS: 17 }),
      429,
      'too-many-requests',
      { 'retry-after': '17' },
    ],
    [
      'a quota that is used up',
      coded('QUOTA_USED_UP', { retryAfterS: 86_400 }),
      429,
      'quota-used-up',
      { 'retry-after': '86400' },
    ],
    [
      'a command that still runs',
      coded('COMMAND_RUNNING', { retryAfterS: 1 }),
      409,
      'conflict',
      { 'retry-after': '1' },
    ],
    [
      'a command that is not done yet',
      coded('COMMAND_UNFINISHED', { retryAfterS: 2 }),
      503,
      'unavailable',
      { 'retry-after': '2' },
    ],
    [
      'a command that took too long',
      coded('COMMAND_LATE', { retryAfterS: 2 }),
      504,
      'deadline-exceeded',
      { 'retry-after': '2' },
    ],
    ['an exception of Nest', new HttpException('gone for good', 410), 410, 'gone', {}],
    [
      'an exception of a status that has no type',
      new HttpException('no coffee', 418),
      418,
      'request-refused',
      {},
    ],
    [
      'an unavailability of Nest',
      new HttpException('host db1 is down', 503),
      503,
      'unavailable',
      { 'retry-after': '1' },
    ],
    ['a failure of Nest', new HttpException('host db1 is down', 500), 500, 'internal-error', {}],
    ['an error that nobody knows', new TypeError('cannot read host db1'), 500, 'internal-error', {}],
    [
      'an error that wraps a known one',
      new Error('part orders', { cause: says(503) }),
      502,
      'upstream-failed',
      {},
    ],
    ['what is no error', 'a string', 500, 'internal-error', {}],
    ['nothing at all', undefined, 500, 'internal-error', {}],
  ])('that is %s is answered as it should', async (_, error, status, slug, headers) => {
    thrown = error;
    const answer = await view();
    const text = await answer.text();
    expect(answer.status).toBe(status);
    expect(JSON.parse(text)).toMatchObject({
      type: `/problems/${slug}`,
      title: expect.any(String) as string,
      detail: expect.any(String) as string,
      status,
      instance: '/v1/view',
      requestId: answer.headers.get('x-request-id'),
    });
    expect(text.replace(/"requestId":"[^"]*"/, '')).not.toMatch(/db1|orders|secret|stack|\.ts/);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect([answer.headers.get('etag'), answer.headers.get('ratelimit')]).toEqual([null, 'kept']);
    for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name)).toBe(value);
    const page = await fetch(`${gateway.url}/problems/${slug}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it.each([
    [400, 'invalid-request'],
    [409, 'conflict'],
    [422, 'unprocessable'],
  ])(
    'of a command that its upstream refused with %i is answered with the same status',
    async (status, slug) => {
      thrown = says(status);
      const answer = await command();
      expect([answer.status, ((await answer.json()) as { type: string }).type]).toEqual([
        status,
        `/problems/${slug}`,
      ]);
    },
  );

  it('that is a refused command says why, and which field is at fault', async () => {
    const errors = [{ in: 'body', field: 'paymentMethodId', detail: 'was declined' }];
    thrown = coded('COMMAND_REFUSED', { reason: 'payment-declined', errors });
    const answer = await command();
    expect([answer.status, await answer.json()]).toEqual([
      422,
      expect.objectContaining({
        type: '/problems/unprocessable',
        detail: 'written for the caller',
        reason: 'payment-declined',
        errors,
      }),
    ]);
    expect(answer.headers.get('retry-after')).toBeNull();
    thrown = coded('NOT_FOUND', { reason: 'row 7 of db1' });
    expect(await (await view()).json()).not.toHaveProperty('reason');
  });

  it('that is one request too many says which limit refused it, and until when', async () => {
    thrown = coded('TOO_MANY_REQUESTS', { reason: 'burst', retryAfterS: 1 });
    expect(await (await view()).json()).toMatchObject({ reason: 'burst', detail: 'written for the caller' });
  });

  it('of an app that is too old says what to speak and where to get it', async () => {
    thrown = coded('APP_TOO_OLD', { upgrade: 'the-app/2.0.0', storeUrl: 'https://store.example/the-app' });
    const answer = await view();
    expect([answer.status, answer.headers.get('upgrade'), answer.headers.get('connection')]).toEqual([
      426,
      'the-app/2.0.0',
      'upgrade',
    ]);
    expect(await answer.json()).toMatchObject({
      type: '/problems/upgrade-required',
      storeUrl: 'https://store.example/the-app',
    });
    thrown = coded('NOT_FOUND', { storeUrl: 'https://store.example/row-7' });
    expect(await (await view()).json()).not.toHaveProperty('storeUrl');
  });

  it('of a command that its upstream failed is 502', async () => {
    thrown = says(503);
    expect((await command()).status).toBe(502);
  });

  it('is told to those who listen, with what caused it', async () => {
    ended.length = 0;
    thrown = new TypeError('x');
    await view();
    await eventually(() => ended.length === 1, 'the request to end');
    expect(ended[0]).toMatchObject({ status: 500, error: thrown });
  });

  it('that is a caller who left is no failure', async () => {
    thrown = new CallerGone();
    expect((await view()).status).toBe(499);
  });
});
