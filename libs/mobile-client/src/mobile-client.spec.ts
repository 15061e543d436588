import { type FakeUpstream, fakeUpstream, type ReceivedRequest } from '@frontdesk/testing';
import { QuickClock } from '../test/quick-clock.js';
import { mobileClient, type MobileClientOptions, type Retirement } from './index.js';

const PROBLEM = { 'content-type': 'application/problem+json' };
const problem = (status: number, title: string, more = {}) =>
  JSON.stringify({ type: '/problems/x', title, status, detail: title, ...more });

let gateway: FakeUpstream;
let clock: QuickClock;
let tokens: string[];
beforeEach(async () => {
  gateway = await fakeUpstream();
  clock = new QuickClock();
  tokens = [];
});
afterEach(() => gateway[Symbol.asyncDispose]());

const phone = (options: Partial<MobileClientOptions> = {}) =>
  mobileClient({
    baseUrl: gateway.url,
    app: { version: '2.1.0', platform: 'android' },
    token: async () => 'one',
    clock,
    random: () => 0.5,
    ...options,
  });
const header = (name: string) => gateway.requests.map(({ headers }) => headers[name]);

/** Answers these, one after another, and the last of them from then on. */
function answers(...all: [status: number, body: string, headers?: Record<string, string>][]): void {
  gateway.handle((_, response) => {
    const [status, body, headers = PROBLEM] = all.length > 1 ? all.shift()! : all[0]!;
    response.writeHead(status, headers).end(body);
  });
}
const ok = (body: object = { id: 1 }, headers = {}): [number, string, Record<string, string>] => [
  200,
  JSON.stringify(body),
  { 'content-type': 'application/json', ...headers },
];
const lose = (request: ReceivedRequest, after: number) => gateway.requests.indexOf(request) < after;

describe('a call', () => {
  it('says whose it is, which app asks, and how long that waits', async () => {
    await phone({ patienceMs: 9_500, networkMs: 400 }).GET('/v2/home');
    expect(gateway.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer one',
      'x-app-version': '2.1.0',
      'x-app-platform': 'android',
      'x-request-timeout-ms': '9100',
    });
    expect(gateway.requests[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('leaves nothing behind that waits', async () => {
    await phone().GET('/v2/home');
    expect(clock.waiting).toBe(0);
  });

  it('goes without a token where nobody is logged in', async () => {
    await phone({ token: async () => undefined }).GET('/v2/app-policy');
    expect(gateway.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('lets no id leave its place in the path', async () => {
    await phone().GET('/v2/orders/{id}', { params: { path: { id: '../me?x' } } });
    expect(gateway.requests).toMatchObject([{ url: '/v2/orders/..%2Fme%3Fx' }]);
  });

  it('yields the problem that it is refused with', async () => {
    answers([404, problem(404, 'Not found')]);
    const { data, error } = await phone().GET('/v2/home');
    expect([data, error?.title, gateway.requests.length]).toEqual([undefined, 'Not found', 1]);
  });

  it('yields a problem where a network asks for a log-in of its own, and gives it no token', async () => {
    await using network = await fakeUpstream();
    answers([302, '', { location: network.url }]);
    expect((await phone().GET('/v2/home')).error?.status).toBe(503);
    answers([200, '<form>', { 'content-type': 'text/html' }]);
    expect((await phone().GET('/v2/home')).error?.status).toBe(502);
    expect(network.requests).toEqual([]);
  });

  it('throws what the app throws where it asks for a token', async () => {
    const token = () => Promise.reject(new Error('locked'));
    await expect(phone({ token }).GET('/v2/home')).rejects.toThrow('locked');
    expect(gateway.requests).toEqual([]);
  });

  it('throws when it is taken back, and the gateway notices', async () => {
    gateway.hang();
    const leaving = new AbortController();
    const asked = phone().GET('/v2/home', { signal: leaving.signal });
    await gateway.received(1);
    leaving.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    await gateway.abandoned(1);
  });

  it.each([Infinity, 1e12])(
    'has all the time that there is where the app waits for %d ms',
    async (patienceMs) => {
      answers(ok());
      const { data } = await phone({ clock: undefined, patienceMs }).GET('/v2/home');
      expect([data, header('x-request-timeout-ms')]).toEqual([{ id: 1 }, ['999999999']]);
    },
  );

  it('ends with the patience of the app, whatever it waits for', async () => {
    gateway.hang();
    const impatient = phone({ clock: undefined, patienceMs: 100 });
    expect((await impatient.GET('/v2/home')).error).toMatchObject({ status: 504 });
    await gateway.abandoned(1);
    const forgetful = phone({ clock: undefined, token: () => new Promise(() => undefined) });
    expect((await forgetful.GET('/v2/home', { patienceMs: 20 })).error).toMatchObject({ status: 504 });
    expect(gateway.requests).toHaveLength(1);
  });
});

describe('what fails in passing', () => {
  it.each([502, 503, 504])('is repeated twice, after pauses of any length: %i', async (status) => {
    answers([status, problem(status, 'Later')]);
    expect((await phone().GET('/v2/home')).error?.title).toBe('Later');
    expect([gateway.requests.length, clock.pauses]).toEqual([3, [150, 300]]);
  });

  it('says at every attempt how long the app still waits', async () => {
    answers([503, problem(503, 'Later')]);
    await phone({ networkMs: 0 }).GET('/v2/home');
    expect(header('x-request-timeout-ms')).toEqual(['10000', '9850', '9550']);
  });

  it.each([
    ['3', 3_000],
    ['Fri, 20 Nov 2026 10:00:07 GMT', 7_000],
    ['0', 150],
  ])('waits as long as the answer says: %s', async (retryAfter, pauseMs) => {
    const headers = { ...PROBLEM, 'retry-after': retryAfter, date: 'Fri, 20 Nov 2026 10:00:00 GMT' };
    answers([429, problem(429, 'Too many'), headers], ok());
    expect((await phone().GET('/v2/home')).error).toBeUndefined();
    expect(clock.pauses).toEqual([pauseMs]);
  });

  it('is not waited for longer than the app waits', async () => {
    answers([503, problem(503, 'Later'), { ...PROBLEM, 'retry-after': '11' }]);
    expect((await phone().GET('/v2/home')).error?.title).toBe('Later');
    expect([gateway.requests.length, clock.pauses]).toEqual([1, []]);
  });

  it.each([400, 403, 404, 409, 422, 429, 500])(
    'is something else where it will not pass: %i',
    async (status) => {
      answers([status, problem(status, 'No')]);
      await phone().POST('/v2/checkout', { body: { paymentMethodId: 'pm-1' } });
      expect(gateway.requests).toHaveLength(1);
    },
  );

  it('is an answer that breaks off, too', async () => {
    gateway.handle((request, response) => {
      if (lose(request, 1)) {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"half":', () => response.destroy());
      } else response.writeHead(200, { 'content-type': 'application/json' }).end('{"whole":1}');
    });
    expect((await phone().GET('/v2/home')).data).toEqual({ whole: 1 });
    expect(gateway.requests).toHaveLength(2);
  });
});

describe('a command', () => {
  it('whose answer is lost is sent again with the same key, and has one effect', async () => {
    const effects = new Map<unknown, string>();
    gateway.handle((request, response) => {
      const key = request.headers['idempotency-key'];
      if (!effects.has(key)) effects.set(key, `order-${effects.size + 1}`);
      if (lose(request, 2)) response.destroy();
      else
        response
          .writeHead(201, { 'content-type': 'application/json' })
          .end(JSON.stringify({ id: effects.get(key) }));
    });
    const { data } = await phone().POST('/v2/checkout', { body: { paymentMethodId: 'pm-1' } });
    expect([data, [...effects.values()]]).toEqual([{ id: 'order-1' }, ['order-1']]);
    expect(gateway.requests.map(({ body }) => body)).toEqual(Array(3).fill('{"paymentMethodId":"pm-1"}'));
    expect(new Set(header('idempotency-key')).size).toBe(1);
  });

  it('has a key of its own, or the one that the app kept', async () => {
    const client = phone();
    const put = (idempotencyKey?: string) =>
      client.PUT('/v2/cart/items/{productId}', {
        params: { path: { productId: 'p-001' } },
        body: { quantity: 1 },
        idempotencyKey,
      });
    await put();
    await put();
    await put('kept');
    const keys = header('idempotency-key');
    expect([new Set(keys).size, keys[2]]).toEqual([3, 'kept']);
  });

  it('that still runs is asked for again when the gateway says', async () => {
    const running = { ...PROBLEM, 'retry-after': '1' };
    answers([409, problem(409, 'Still running'), running], ok());
    expect((await phone().POST('/v2/checkout', { body: { paymentMethodId: 'pm-1' } })).data).toEqual({
      id: 1,
    });
    expect(new Set(header('idempotency-key')).size).toBe(1);
  });
});

describe('a token that is refused', () => {
  const token = async (refused?: string) => {
    if (refused) tokens.push(refused);
    return refused ? 'two' : 'one';
  };

  it('is renewed once, and the call sent once more, by the same key', async () => {
    answers([401, problem(401, 'No')], ok());
    const client = phone({ token });
    expect((await client.POST('/v2/checkout', { body: { paymentMethodId: 'pm-1' } })).data).toEqual({
      id: 1,
    });
    expect(header('authorization')).toEqual(['Bearer one', 'Bearer two']);
    expect([new Set(header('idempotency-key')).size, tokens]).toEqual([1, ['one']]);
  });

  it('is renewed no further where the new one is refused as well', async () => {
    answers([401, problem(401, 'No')]);
    expect((await phone({ token }).GET('/v2/home')).error?.status).toBe(401);
    expect([gateway.requests.length, tokens]).toEqual([2, ['one']]);
  });

  it('is renewed once for all calls that it was sent with', async () => {
    gateway.handle(({ headers }, response) => {
      const known = headers.authorization === 'Bearer two';
      response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' }).end('{}');
    });
    const client = phone({ token });
    const replies = await Promise.all([1, 2, 3, 4].map(() => client.GET('/v2/home')));
    expect([replies.map(({ error }) => error), tokens]).toEqual([Array(4).fill(undefined), ['one']]);
  });

  it('is renewed again once the one is refused that took its place', async () => {
    const client = phone({ token });
    answers([401, problem(401, 'No')]);
    await client.GET('/v2/home');
    answers([401, problem(401, 'No')], ok());
    expect((await client.GET('/v2/home')).data).toEqual({ id: 1 });
    expect(tokens).toEqual(['one', 'one']);
  });

  it('is renewed by the next call where a renewal failed', async () => {
    answers([401, problem(401, 'No')]);
    let failing = true;
    const client = phone({
      token: async (refused) => {
        if (refused && failing) throw new Error('no network');
        return refused ? 'two' : 'one';
      },
    });
    await expect(client.GET('/v2/home')).rejects.toThrow('no network');
    failing = false;
    answers([401, problem(401, 'No')], ok());
    expect((await client.GET('/v2/home')).data).toEqual({ id: 1 });
  });

  it('makes no more attempts of what fails in passing', async () => {
    const later: [number, string] = [503, problem(503, 'Later')];
    answers(later, later, [401, problem(401, 'No')], later);
    await phone({ token }).GET('/v2/home');
    expect(header('authorization')).toEqual(['Bearer one', 'Bearer one', 'Bearer one', 'Bearer two']);
  });

  it('is not sent again where the app has no other', async () => {
    answers([401, problem(401, 'No')]);
    expect((await phone().GET('/v2/home')).error?.status).toBe(401);
    expect(gateway.requests).toHaveLength(1);
  });
});

describe('an answer that has a tag', () => {
  const tagged = (cacheControl = 'private, no-cache') =>
    gateway.handle(({ headers }, response) => {
      const known = headers['if-none-match'] === '"a"';
      response
        .writeHead(known ? 304 : 200, {
          'content-type': 'application/json',
          etag: '"a"',
          'cache-control': cacheControl,
        })
        .end(known ? undefined : '{"id":1}');
    });

  it('is shown from the store where it has not changed', async () => {
    tagged();
    const client = phone();
    const first = await client.GET('/v2/home');
    const second = await client.GET('/v2/home');
    expect([first.response.status, second.response.status, second.data]).toEqual([200, 304, first.data]);
    expect(header('if-none-match')).toEqual([undefined, '"a"']);
  });

  it('is no condition of a command at the same address', async () => {
    tagged();
    const client = phone();
    await client.GET('/v2/checkout');
    await client.POST('/v2/checkout', { body: { paymentMethodId: 'pm-1' } });
    expect(header('if-none-match')).toEqual([undefined, undefined]);
  });

  it('cannot be changed by who was given it', async () => {
    tagged();
    const client = phone();
    Object.assign((await client.GET('/v2/home')).data ?? {}, { id: 2 });
    expect((await client.GET('/v2/home')).data).toEqual({ id: 1 });
  });

  it('is not kept where it must not be', async () => {
    tagged('no-store');
    const client = phone();
    await client.GET('/v2/home');
    await client.GET('/v2/home');
    expect(header('if-none-match')).toEqual([undefined, undefined]);
  });

  it('comes anew where the store fails, or holds what is none', async () => {
    tagged();
    const broken = {
      get: () => Promise.reject(new Error('no disk')),
      set: () => {
        throw new Error('no disk');
      },
    };
    expect((await phone({ store: broken }).GET('/v2/home')).data).toEqual({ id: 1 });
    const nonsense = { get: () => ({ etag: '"a"', body: '{"half' }), set: () => undefined };
    expect((await phone({ store: nonsense }).GET('/v2/home')).data).toEqual({ id: 1 });
  });
});

describe('the app is told', () => {
  it('that it must be updated, and where', async () => {
    const told: unknown[] = [];
    answers([426, problem(426, 'Too old', { storeUrl: 'https://store.example' })]);
    const { error } = await phone({ onUpdateNeeded: (update) => told.push(update) }).GET('/v2/home');
    expect([error?.status, told, gateway.requests.length]).toEqual([
      426,
      [{ storeUrl: 'https://store.example', detail: 'Too old' }],
      1,
    ]);
  });

  it('once that it should be updated, and once for each route that it is on its way out', async () => {
    const told: (string | Retirement)[] = [];
    answers(
      ok(
        {},
        {
          'x-app-update': 'recommended',
          deprecation: '@1795132800',
          sunset: 'Sat, 20 Nov 2027 00:00:00 GMT',
          link: '</v2/home>; rel="successor-version", </docs>; rel="deprecation sunset"',
        },
      ),
    );
    const client = phone({
      onUpdateRecommended: () => told.push('update'),
      onRetiring: (retirement) => told.push(retirement),
    });
    await client.GET('/v1/home');
    await client.GET('/v1/home');
    expect(told).toEqual([
      'update',
      {
        path: '/v1/home',
        deprecatedAt: new Date('2026-11-20T00:00:00Z'),
        sunsetAt: new Date('2027-11-20T00:00:00Z'),
        successor: '/v2/home',
      },
    ]);
  });
});
