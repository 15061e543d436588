import { randomUUID } from 'node:crypto';
import { attachContext, Deadline, type Principal, RequestContext } from '@frontdesk/request-context';
import { describeWithRedis, redisForTests, type TestRedis } from '@frontdesk/testing';

// @nestjs/throttler is CommonJS and requires Nest, which is not: Jest needs Nest to be there before it.
const { Catch, Controller, Get, Module } = await import('@nestjs/common');
const { APP_FILTER, APP_GUARD, NestFactory } = await import('@nestjs/core');
const { FastifyAdapter } = await import('@nestjs/platform-fastify');
const { SkipThrottle, Throttle } = await import('@nestjs/throttler');
const { rateLimitFrom, ThrottlingGuard, ThrottlingModule } = await import('../src/index.js');

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
    reply.status(status).header('retry-after', error.retryAfterS).send(String(error.code));
  }
}

interface Asked {
  readonly as?: string;
  readonly from?: string;
}

/** A gateway with nothing but the guard; the edge takes the caller from headers that only this spec knows. */
async function gateway(rateLimit: string, redisUrl?: string) {
  @Module({
    imports: [
      ThrottlingModule.forRoot({ gateway: 'a-gateway', rateLimit: rateLimitFrom(rateLimit), redisUrl }),
    ],
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
    expect(await refused.text()).toBe('TOO_MANY_REQUESTS');
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
