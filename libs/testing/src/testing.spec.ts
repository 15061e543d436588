import * as testing from './index.js';

describe('the testing library', () => {
  it('offers these names', () => {
    expect(Object.keys(testing).sort()).toEqual([
      'DatabaseDoor',
      'FakeUpstream',
      'OpenIdProvider',
      'TestCheckout',
      'TestPostgres',
      'TestRedis',
      'TestShop',
      'TokenIssuer',
      'browserForTests',
      'databaseFolder',
      'describeWithChromium',
      'describeWithPostgres',
      'describeWithRedis',
      'describeWithRedisToBreak',
      'embeddedDatabase',
      'eventually',
      'fakeClock',
      'fakeUpstream',
      'freePort',
      'hasPostgres',
      'openIdProvider',
      'ownDatabase',
      'postgresForTests',
      'programPath',
      'recordSkipped',
      'redisForTests',
      'routesOf',
      'seededRandom',
      'shopForTests',
      'tokenIssuer',
    ]);
  });

  it('remembers what a fake upstream was asked, and who left before the answer', async () => {
    await using upstream = await testing.fakeUpstream();
    const answer = await fetch(`${upstream.url}/orders?limit=2`, { method: 'POST', body: '{"a":1}' });
    expect(answer.status).toBe(200);
    expect(upstream.requests[0]).toMatchObject({ method: 'POST', path: '/orders', body: '{"a":1}' });

    upstream.hang();
    const leaving = new AbortController();
    const left = fetch(upstream.url, { signal: leaving.signal });
    await upstream.received(2);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    await upstream.abandoned(1);
  });

  it('mints tokens that its published keys verify, and tokens that are wrong in one way', async () => {
    await using issuer = await testing.tokenIssuer();
    const { createRemoteJWKSet, jwtVerify, decodeProtectedHeader, decodeJwt } = await import('jose');
    const keys = createRemoteJWKSet(new URL(`${issuer.issuer}/jwks`));
    const { payload } = await jwtVerify(await issuer.mint({ sub: 'alice', aud: 'a' }), keys, {
      audience: 'a',
    });
    expect(payload.sub).toBe('alice');
    expect(issuer.keyFetches).toBe(1);
    expect(decodeProtectedHeader(await issuer.mint({}, { typ: null }))).not.toHaveProperty('typ');
    expect(decodeJwt(await issuer.mint({ exp: null }))).not.toHaveProperty('exp');
    expect(decodeProtectedHeader(await issuer.mint({}, { alg: 'none' })).alg).toBe('none');
  });

  testing.describeWithChromium('a browser', () => {
    it('opens a page, and is gone after', async () => {
      await using upstream = await testing.fakeUpstream();
      upstream.answer(200, '<title>Hello</title>', { 'content-type': 'text/html' });
      await using browser = await testing.browserForTests();
      const page = await browser.newPage();
      await page.goto(upstream.url);
      expect(await page.title()).toBe('Hello');
    });
  });

  testing.describeWithRedisToBreak('a Redis of its own', () => {
    it('starts, dies and comes back', async () => {
      await using redis = await testing.redisForTests();
      await redis.kill();
      await redis.restart();
      expect(redis.url).toMatch(/^redis:/);
    });
  });
});
