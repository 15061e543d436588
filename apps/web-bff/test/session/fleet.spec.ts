import type { RunningGateway } from '@frontdesk/gateway';
import {
  describeWithRedisToBreak,
  eventually,
  type FakeUpstream,
  fakeUpstream,
  type OpenIdProvider,
  openIdProvider,
  redisForTests,
  type TestRedis,
} from '@frontdesk/testing';
import { gatewaySettings, logIn, type LoggedIn } from '../stand.js';

await import('@nestjs/core');
const { startWebBff } = await import('../../src/start-web-bff.js');
const { upstreams } = await import('../../src/upstreams.js');

const CALLERS = 25;

describeWithRedisToBreak('two gateways on one Redis', () => {
  let redis: TestRedis;
  let provider: OpenIdProvider;
  let upstream: FakeUpstream;
  let env: Record<string, string>;
  let one: RunningGateway;
  let other: RunningGateway;

  beforeAll(async () => {
    [redis, provider, upstream] = await Promise.all([redisForTests(), openIdProvider(), fakeUpstream()]);
    upstream.answer(200, { items: [], nextCursor: null });
    const urls = Object.keys(upstreams).map((name) => [`${name.toUpperCase()}_URL`, upstream.url]);
    env = {
      ...(Object.fromEntries(urls) as Record<string, string>),
      ...gatewaySettings(provider),
      REDIS_URL: redis.url,
      RATE_LIMIT: '1000000/60s',
    };
    [one, other] = await Promise.all([startWebBff(env), startWebBff(env)]);
  });
  afterAll(async () => {
    await Promise.all([one.close(), other.close()]);
    await Promise.all([provider.stop(), upstream[Symbol.asyncDispose](), redis.kill()]);
  });
  beforeEach(() => {
    provider.accessTokenTtlS = 300;
    provider.answerToken = 'ok';
    provider.beforeToken = undefined;
    provider.tokenRequests.length = 0;
  });

  /** The same browser, at the other gateway. */
  const at = (gateway: RunningGateway, { cookie }: LoggedIn) => ({
    ask: (path: string, init: RequestInit = {}) =>
      fetch(gateway.url + path, { redirect: 'manual', ...init, headers: { 'x-csrf': '1', cookie } }),
  });
  const statusAt = async (gateway: RunningGateway, somebody: LoggedIn, path = '/bff/user') =>
    (await at(gateway, somebody).ask(path)).status;
  const logOut = async (gateway: RunningGateway, somebody: LoggedIn) => {
    const { logoutUrl } = (await (await at(gateway, somebody).ask('/bff/user')).json()) as {
      logoutUrl: string;
    };
    return at(gateway, somebody).ask(logoutUrl);
  };

  it('log in on one, use the other', async () => {
    const alice = await logIn(one, provider, 'alice');
    const answer = await at(other, alice).ask('/bff/user');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ claims: { sub: 'alice' } });
  });

  it('begin to log in on one, and finish on the other', async () => {
    const begun = await fetch(`${one.url}/bff/login`, { redirect: 'manual' });
    const approved = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
    const callback = new URL(approved.headers.get('location') ?? '');
    const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const finish = (gateway: RunningGateway) =>
      fetch(`${gateway.url}${callback.pathname}${callback.search}`, { headers: { cookie } });
    expect((await finish(other)).status).toBe(200);
    // It was used there, and that is known here.
    expect((await finish(one)).status).toBe(400);
  });

  it('log out on one, and the other refuses within a second', async () => {
    const alice = await logIn(one, provider, 'alice');
    expect(await statusAt(other, alice)).toBe(200);
    const at = performance.now();
    expect((await logOut(one, alice)).status).toBe(303);
    await eventually(async () => (await statusAt(other, alice)) === 401, 'the refusal', 1_000);
    expect(performance.now() - at).toBeLessThan(1_000);
    expect(await statusAt(one, alice)).toBe(401);
  });

  it('are told by the provider through either', async () => {
    const alice = await logIn(one, provider, 'alice');
    expect(await statusAt(one, alice)).toBe(200);
    const token = await provider.logoutToken({ sub: 'alice' });
    const tell = (gateway: RunningGateway) =>
      fetch(`${gateway.url}/bff/backchannel-logout`, {
        method: 'POST',
        body: new URLSearchParams({ logout_token: token }),
      });
    expect((await tell(other)).status).toBe(200);
    await eventually(async () => (await statusAt(one, alice)) === 401, 'the refusal', 1_000);
    expect((await tell(one)).status).toBe(400);
  });

  it('renew an expired token once for 50 calls, half of them at each', async () => {
    provider.accessTokenTtlS = 1;
    const alice = await logIn(one, provider, 'alice');
    await statusAt(other, alice, '/api/products');
    provider.accessTokenTtlS = 300;
    provider.tokenRequests.length = 0;
    const asked = [one, other].flatMap((gateway) =>
      Array.from({ length: CALLERS }, () => statusAt(gateway, alice)),
    );
    expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));
    expect(provider.tokenRequests).toMatchObject([{ grant: 'refresh_token' }]);
    expect(await statusAt(other, alice)).toBe(200);
    expect(provider.tokenRequests).toHaveLength(1);
  });

  it('bring nobody back who logs out while a token is renewed, and have what was given revoked', async () => {
    provider.accessTokenTtlS = 1;
    const alice = await logIn(one, provider, 'alice');
    provider.accessTokenTtlS = 300;
    let answer = () => undefined as void;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    provider.beforeToken = () => mayAnswer;
    const { logoutUrl } = (await (await at(one, alice).ask('/bff/user')).json()) as { logoutUrl: string };
    await eventually(() => provider.tokenRequests.length === 2, 'the renewal');
    expect((await at(other, alice).ask(logoutUrl)).status).toBe(303);
    answer();
    await eventually(() => provider.revoked.length >= 2, 'the new token being revoked');
    expect([await statusAt(one, alice), await statusAt(other, alice)]).toEqual([401, 401]);
  });

  it('lose no token that one was given while it stopped', async () => {
    provider.accessTokenTtlS = 1;
    const alice = await logIn(one, provider, 'alice');
    provider.accessTokenTtlS = 300;
    const stopping = await startWebBff(env);
    let answer = () => undefined as void;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    provider.beforeToken = () => mayAnswer;
    expect(await statusAt(stopping, alice)).toBe(200);
    const stopped = stopping.close();
    answer();
    await stopped;
    provider.beforeToken = undefined;
    expect(await statusAt(other, alice)).toBe(200);
    expect(provider.tokenRequests.map(({ grant }) => grant)).toEqual(['authorization_code', 'refresh_token']);
  });

  describe('when Redis goes away', () => {
    it('answer public pages as before, users with 503 and Retry-After, and ask who it was to log in again', async () => {
      const alice = await logIn(one, provider, 'alice');
      expect(await statusAt(other, alice)).toBe(200);
      await redis.kill();

      const began = performance.now();
      for (let count = 0; count < 20; count += 1) {
        for (const gateway of [one, other]) {
          expect(await statusAt(gateway, alice, '/api/products')).toBe(200);
        }
      }
      expect((performance.now() - began) / 40).toBeLessThan(50);
      const isRefused = async (gateway: RunningGateway) => (await statusAt(gateway, alice)) === 503;
      await eventually(() => isRefused(one), 'sessions being unknown');
      const refused = await at(one, alice).ask('/bff/user');
      expect(refused.headers.get('content-type')).toMatch(/problem\+json/);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      // Logging in can begin, and not end.
      await expect(logIn(one, provider, 'bob')).rejects.toThrow(/not logged in: 503/);

      await redis.restart();
      const seen = new Set<number>();
      await eventually(
        async () => {
          expect(await statusAt(one, alice, '/api/products')).toBe(200);
          const status = await statusAt(one, alice);
          seen.add(status);
          return status === 401;
        },
        'being asked to log in again',
        5_000,
      );
      expect([...seen].filter((status) => ![401, 503].includes(status))).toEqual([]);
      const again = await logIn(one, provider, 'alice');
      await eventually(async () => (await statusAt(other, again)) === 200, 'the other gateway', 5_000);
    });

    it('keep people logged in whose sessions Redis still has', async () => {
      const alice = await logIn(one, provider, 'alice');
      redis.stop();
      await eventually(async () => (await statusAt(one, alice)) === 503, 'sessions being unknown');
      expect(await statusAt(one, alice, '/api/products')).toBe(200);
      redis.resume();
      await eventually(async () => (await statusAt(one, alice)) === 200, 'Redis being back', 5_000);
    });

    it('keep what a renewal brought until Redis takes it', async () => {
      provider.accessTokenTtlS = 1;
      const alice = await logIn(one, provider, 'alice');
      provider.accessTokenTtlS = 300;
      let answer = () => undefined as void;
      const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
      provider.beforeToken = () => mayAnswer;
      void statusAt(one, alice);
      await eventually(() => provider.tokenRequests.length === 2, 'the renewal');
      redis.stop();
      answer();
      await eventually(async () => (await statusAt(other, alice)) === 503, 'sessions being unknown');
      redis.resume();
      provider.beforeToken = undefined;
      await eventually(async () => (await statusAt(other, alice)) === 200, 'Redis being back', 5_000);
      await eventually(async () => (await statusAt(one, alice)) === 200, 'Redis being back here', 5_000);
      const spent = provider.tokenRequests.flatMap(({ refreshToken }) => refreshToken ?? []);
      expect(new Set(spent).size).toBe(spent.length);
      expect(provider.grants.at(-1)?.ended).toBe(false);
    });
  });
});
