import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  describeWithRedis,
  redisForTests,
  shopForTests,
  type TestRedis,
  type TestShop,
  tokenIssuer,
  type TokenIssuer,
} from '@frontdesk/testing';

const BUILT = join(process.cwd(), 'dist/apps/mobile-bff/main.js');
const LIMIT = 60;
/** A request waits 25 ms for Redis and then goes on without; a busy machine may take that long, though not each time. */
const TRIES = 3;
const SERVICES = ['products', 'pricing', 'inventory', 'reviews', 'recommendations'] as const;

describeWithRedis('two gateways, each a process, on one Redis', () => {
  let redis: TestRedis;
  let shop: TestShop;
  let issuer: TokenIssuer;
  const gateways: Gateway[] = [];

  beforeAll(async () => {
    [redis, shop, issuer] = await Promise.all([redisForTests(), shopForTests(), tokenIssuer()]);
    const env = {
      ...shop.environment,
      OIDC_ISSUER: issuer.issuer,
      REDIS_URL: redis.url,
      RATE_LIMIT: `${LIMIT}/60s`,
      // Ample, as it is counted and not timed here.
      DEADLINE_MS: '20000',
      NOTIFICATIONS_DEADLINE_MS: '20000',
      NOTIFICATIONS_ATTEMPT_TIMEOUT_MS: '10000',
    };
    gateways.push(...(await Promise.all([1, 2].map(() => startGateway(env)))));
    // Keys are fetched and code is compiled before it counts.
    const anybody = await token('anybody');
    for (const { url } of gateways) await ask(`${url}/v1/notifications`, anybody);
    await shop.reset();
  }, 30_000);

  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway[Symbol.asyncDispose]()));
    await issuer.stop();
    await shop[Symbol.asyncDispose]();
    await redis.kill();
  });

  const token = (sub: string) => issuer.mint({ sub, aud: 'urn:frontdesk:mobile-bff' });

  /** As many requests as told, at once, one gateway after the other. */
  async function flood(count: number, path: string, authorization: (nth: number) => string) {
    const asked = Array.from({ length: count }, (_, nth) =>
      ask((gateways[nth % 2] as Gateway).url + path, authorization(nth)),
    );
    return Promise.all(asked);
  }

  test('let through together exactly as many requests of one caller as the limit', async () => {
    const accepted: number[] = [];
    for (let time = 0; time < TRIES; time += 1) {
      await shop.reset();
      const caller = await token(`caller-${time}`);
      const statuses = await flood(LIMIT + 40, '/v1/notifications', () => caller);
      expect(new Set(statuses)).toEqual(new Set([200, 429]));
      accepted.push(statuses.filter((status) => status === 200).length);
      expect((await shop.received('notifications')).total).toBe(accepted.at(-1));
    }
    expect(Math.min(...accepted)).toBe(LIMIT);
  });

  test('ask each service once for what nobody has asked yet', async () => {
    const tokens = await Promise.all(['bob', 'carol', 'dave', 'erin', 'frank', 'grace'].map(token));
    const most: number[] = [];
    for (let time = 0; time < TRIES; time += 1) {
      await shop.reset();
      // Long enough for all callers to be there before the first answer is.
      await Promise.all(SERVICES.map((service) => shop.break(service, { latencyMs: 100 })));
      const statuses = await flood(100, `/v1/products/p-00${time + 1}`, (nth) => tokens[nth % 6] as string);
      expect(statuses).toContain(200);
      const received = await Promise.all(SERVICES.map((service) => shop.received(service)));
      most.push(Math.max(...received.map(({ total }) => total)));
    }
    // Two processes that did not ask each other would be two calls, each time.
    expect(Math.min(...most)).toBe(1);
  });
});

async function ask(url: string, token: string): Promise<number> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  return answer.status;
}

interface Gateway extends AsyncDisposable {
  readonly url: string;
}

/** Starts the built gateway on free ports. */
async function startGateway(env: Record<string, string>): Promise<Gateway> {
  const child = spawn(process.execPath, ['--enable-source-maps', BUILT], {
    env: { PATH: process.env['PATH'], PORT: '0', MANAGEMENT_PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ url }] = (await once(child, 'message', { signal: AbortSignal.timeout(15_000) })) as [
    { url: string },
  ];
  return { url, [Symbol.asyncDispose]: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
