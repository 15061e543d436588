import { randomUUID } from 'node:crypto';
import {
  attachContext,
  contextOf,
  Deadline,
  type Principal,
  RequestContext,
} from '@frontdesk/request-context';
import { describeWithRedis, redisForTests, type TestRedis } from '@frontdesk/testing';

// @nestjs/throttler is CommonJS and requires Nest, which is not: Jest needs Nest to be there before it.
const { Catch, Controller, Get, Module } = await import('@nestjs/common');
const { APP_FILTER, APP_GUARD, NestFactory } = await import('@nestjs/core');
const { FastifyAdapter } = await import('@nestjs/platform-fastify');
const { SkipThrottle, Throttle } = await import('@nestjs/throttler');
const { CallersLimits, LimitSet, rateLimitFrom, ThrottlingGuard, ThrottlingModule } =
  await import('../src/index.js');

@Controller()
class Pages {
  @Get('a')
  a() {
    return 'a';
  }

  @Get('b')
  b() {
    return 'b';
  }

  @Throttle({ default: { limit: 1, ttl: 60_000 } })
  @Get('rare')
  rare() {
    return 'rare';
  }

  @Throttle({ default: { limit: () => 1, ttl: 60_000 } })
  @Get('decided')
  decided() {
    return 'decided';
  }

  @SkipThrottle()
  @Get('free')
  free() {
    return 'free';
  }
}

interface Refusal {
  readonly code?: string;
  readonly retryAfterS?: number;
  readonly reason?: string;
  readonly message?: string;
}

interface Reply {
  status(code: number): Reply;
  header(name: string, value: number | undefined): Reply;
  send(body: string): void;
}

/** Stands in for the gateway's problem filter, which knows refusals by their code. */
@Catch()
class Refusals {
  catch(error: Refusal, host: { switchToHttp(): { getResponse<T>(): T } }) {
    const reply = host.switchToHttp().getResponse<Reply>();
    const status = error.code === 'TOO_MANY_REQUESTS' ? 429 : 500;
    const said = status === 429 ? `${error.code} ${error.reason}: ${error.message}` : String(error.code);
    reply.status(status).header('retry-after', error.retryAfterS).send(said);
  }
}

type Own = Partial<Parameters<typeof ThrottlingModule.forRoot>[0]>;

interface Asked {
  readonly as?: string;
  readonly from?: string;
}

/** A gateway with nothing but the guard; the edge takes the caller from headers that only this spec knows. */
async function gateway(rateLimit: string, redisUrl?: string, own: Own = {}) {
  const gateway = 'a-gateway';
  @Module({
    imports: [ThrottlingModule.forRoot({ gateway, rateLimit: rateLimitFrom(rateLimit), redisUrl, ...own })],
    controllers: [Pages],
    providers: [
      { provide: APP_GUARD, useClass: ThrottlingGuard },
      { provide: APP_FILTER, useClass: Refusals },
    ],
  })
  class Gateway {}

  const adapter = new FastifyAdapter({ trustProxy: true });
  adapter.getInstance().addHook('onRequest', async (request) => {
    const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
    const context = new RequestContext('r', trace, Deadline.in(1_000), new AbortController().signal);
    const [kind, id] = String(request.headers['x-test-as'] ?? '').split(':') as [Principal['kind'], string];
    if (kind) context.authenticated({ kind, id, scopes: new Set() });
    attachContext(request.raw, context);
  });
  const app = await NestFactory.create(Gateway, adapter, { logger: false });
  app.enableShutdownHooks([]);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    get(path: string, { as, from }: Asked = {}): Promise<Response> {
      const headers = { ...(as ? { 'x-test-as': as } : {}), ...(from ? { 'x-forwarded-for': from } : {}) };
      return fetch(`${url}${path}`, { headers });
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}

const statuses = (answers: Response[]) => answers.map(({ status }) => status);

describe('a gateway with a limit', () => {
  test('says what the limit is and what remains of it, and refuses past it', async () => {
    await using limited = await gateway('2/60s');

    const first = await limited.get('/a', { as: 'user:alice' });
    await limited.get('/a', { as: 'user:alice' });
    const refused = await limited.get('/a', { as: 'user:alice' });

    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=2;w=60');
    expect(first.headers.get('ratelimit')).toBe('"default";r=1;t=60');
    expect(refused.status).toBe(429);
    expect(await refused.text()).toMatch(
      /^TOO_MANY_REQUESTS default: The limit "default" is used up until 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\.$/,
    );
    expect(refused.headers.get('ratelimit')).toMatch(/^"default";r=0;t=(59|60)$/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(59);
  });

  test('counts a principal over all routes', async () => {
    await using limited = await gateway('2/60s');
    const alice = { as: 'user:alice' };

    const answers = [
      await limited.get('/a', alice),
      await limited.get('/b', alice),
      await limited.get('/a', alice),
    ];

    expect(statuses(answers)).toEqual([200, 200, 429]);
  });

  test('counts a principal wherever it calls from, and others from the same address apart', async () => {
    await using limited = await gateway('1/60s');

    const answers = [
      await limited.get('/a', { as: 'user:alice', from: '192.0.2.1' }),
      await limited.get('/a', { as: 'user:alice', from: '192.0.2.2' }),
      await limited.get('/a', { as: 'user:bob', from: '192.0.2.1' }),
      await limited.get('/a', { as: 'partner:alice', from: '192.0.2.1' }),
      await limited.get('/a', { from: '192.0.2.1' }),
    ];

    expect(statuses(answers)).toEqual([200, 429, 200, 200, 200]);
  });

  test('counts those without a principal by address, and an IPv6 network as one', async () => {
    await using limited = await gateway('1/60s');

    const answers = [
      await limited.get('/a', { from: '192.0.2.1' }),
      await limited.get('/a', { from: '192.0.2.1' }),
      await limited.get('/a', { from: '192.0.2.2' }),
      await limited.get('/a', { from: '2001:db8:0:1::1' }),
      await limited.get('/a', { from: '2001:db8:0:1:ffff::2' }),
      await limited.get('/a', { from: '2001:db8:0:2::1' }),
    ];

    expect(statuses(answers)).toEqual([200, 429, 200, 200, 429, 200]);
  });

  test('an address that is forwarded with its port is the same from every port', async () => {
    await using limited = await gateway('1/60s');
    const statusFrom = async (from: string) => (await limited.get('/a', { from })).status;

    expect([await statusFrom('192.0.2.1:50001'), await statusFrom('192.0.2.1:50002')]).toEqual([200, 429]);
    expect([await statusFrom('[2001:db8::1]:50001'), await statusFrom('2001:db8::2')]).toEqual([200, 429]);
  });

  test('a user whose id looks like an address is not that address', async () => {
    await using limited = await gateway('1/60s');

    expect((await limited.get('/a', { as: `user:${randomUUID()}` })).status).toBe(200);
    expect((await limited.get('/a', { as: 'user:127.0.0.1' })).status).toBe(200);
    expect((await limited.get('/a')).status).toBe(200);
  });

  test('a route may have a limit of its own, or none', async () => {
    await using limited = await gateway('2/60s');
    const alice = { as: 'user:alice' };

    const rare = [await limited.get('/rare', alice), await limited.get('/rare', alice)];
    const decided = [await limited.get('/decided', alice), await limited.get('/decided', alice)];
    const others = [await limited.get('/a', alice), await limited.get('/a', alice)];
    const free = [await limited.get('/free', alice), await limited.get('/free', alice)];

    expect(statuses(rare)).toEqual([200, 429]);
    // Both routes limit to one in a minute, and so share a count.
    expect(statuses(decided)).toEqual([429, 429]);
    expect(statuses(others)).toEqual([200, 200]);
    expect(statuses(free)).toEqual([200, 200]);
    expect((await limited.get('/free', alice)).headers.get('ratelimit')).toBeNull();
  });

  test('of many concurrent requests exactly as many as the limit are accepted', async () => {
    await using limited = await gateway('100/60s');

    const answers = await Promise.all(
      Array.from({ length: 150 }, () => limited.get('/a', { as: 'user:alice' })),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
  });
});

describe('callers with limits of their own', () => {
  /** A limit that this spec counts. */
  class Kept {
    taken = 0;
    constructor(readonly limit: number) {}
    left = () => this.limit - this.taken;
    resetMs = () => 3_600_000;
    take = () => (this.left() > 0 ? this.limit - (this.taken += 1) : undefined);
    refusal = () => Object.assign(new Error('all gone'), { code: 'TOO_MANY_REQUESTS', reason: 'kept' });
  }

  const seconds = (name: string, limit: number, windowS: number) => ({
    name,
    limit,
    windowMs: windowS * 1_000,
  });
  /** Whoever calls as a partner has these limits. */
  const owning = (burst: number, rate: number, kept?: Kept): Own => {
    const limits = new LimitSet(
      [seconds('burst', burst, 30), seconds('rate', rate, 60)],
      kept && seconds('kept', kept.limit, 3_600),
    );
    return {
      limitsOf(request) {
        const { kind, id } = contextOf(request).principal;
        return kind === 'partner' ? new CallersLimits(id, limits, kept) : undefined;
      },
      wallClock: { now: () => Date.UTC(2026, 10, 20, 12) },
    };
  };
  const acme = { as: 'partner:acme' };

  test('are told all of them, with every answer', async () => {
    await using limited = await gateway('9/60s', undefined, owning(2, 5, new Kept(7)));

    const answer = await limited.get('/a', acme);

    expect(answer.headers.get('ratelimit-policy')).toBe(
      '"burst";q=2;w=30, "rate";q=5;w=60, "kept";q=7;w=3600',
    );
    expect(answer.headers.get('ratelimit')).toBe('"burst";r=1;t=30, "rate";r=4;t=60, "kept";r=6;t=3600');
  });

  test('are told which refused and until when; those after it count nothing', async () => {
    const kept = new Kept(7);
    await using limited = await gateway('9/60s', undefined, owning(2, 5, kept));
    for (let time = 0; time < 4; time += 1) await limited.get('/a', acme);

    const refused = await limited.get('/b', acme);

    expect(refused.status).toBe(429);
    expect(await refused.text()).toMatch(
      /^TOO_MANY_REQUESTS burst: The limit "burst" is used up until 2026-11-20T12:00:(29|30)Z\.$/,
    );
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(30);
    expect(refused.headers.get('ratelimit')).toMatch(/^"burst";r=0;.*"rate";r=3;.*"kept";r=5;/);
    expect(kept.taken).toBe(2);
  });

  test('use up nothing where nothing is left of what is kept, and are told all the same', async () => {
    const kept = new Kept(2);
    await using limited = await gateway('9/60s', undefined, owning(9, 9, kept));
    for (let time = 0; time < 4; time += 1) await limited.get('/a', acme);

    const refused = await limited.get('/a', acme);

    expect([refused.status, await refused.text()]).toEqual([429, 'TOO_MANY_REQUESTS kept: all gone']);
    expect(refused.headers.get('ratelimit')).toMatch(/^"burst";r=7;.*"rate";r=7;.*"kept";r=0;t=3600$/);
  });

  test('are counted exactly, however many come at once, and apart from everybody else', async () => {
    const kept = new Kept(60);
    await using limited = await gateway('1/60s', undefined, owning(1_000, 100, kept));

    const answers = await Promise.all(Array.from({ length: 150 }, () => limited.get('/a', acme)));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
    expect(kept.taken).toBe(60);
    expect(statuses([await limited.get('/a', { as: 'user:alice' }), await limited.get('/a')])).toEqual([
      200, 200,
    ]);
  });

  test('are not limited on a route that has no limit', async () => {
    await using limited = await gateway('9/60s', undefined, owning(1, 1));
    await limited.get('/a', acme);

    const free = await limited.get('/free', acme);
    expect([free.status, free.headers.get('ratelimit')]).toEqual([200, null]);
    // Limits of a route give way to those of the caller.
    expect((await limited.get('/decided', acme)).status).toBe(429);
  });
});

describeWithRedis('two gateways with a limit and one Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => (redis = await redisForTests()));
  afterAll(() => redis.kill());

  test('accept together exactly as many concurrent requests as the limit', async () => {
    await using one = await gateway('100/60s', redis.url);
    await using two = await gateway('100/60s', redis.url);

    const answers = await Promise.all(
      Array.from({ length: 150 }, (_, index) =>
        (index % 2 === 0 ? one : two).get('/a', { as: 'user:alice' }),
      ),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
  });
});
