import type { OpenIdProvider } from '@frontdesk/testing';
import { SessionStand } from '../session-stand.js';
import { isSessionCookie, nextOf, type Visitor } from '../visitor.js';

const { startWebBff } = await import('../../src/start-web-bff.js');

const BROWSER = { accept: 'text/html,application/xhtml+xml' };

let stand: SessionStand;
let provider: OpenIdProvider;
beforeAll(async () => {
  stand = await SessionStand.start();
  ({ provider } = stand);
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => {
  provider.user = 'alice';
  provider.answerToken = 'ok';
  provider.idToken = {};
  provider.authorizationAnswer = {};
});

const user = async (visitor: Visitor) =>
  (await (await visitor.ask('/bff/user')).json()) as {
    claims: Record<string, unknown>;
    endsInS: number;
    logoutUrl: string;
  };
const isLoggedIn = async (visitor: Visitor) => (await visitor.ask('/bff/user')).status === 200;

describe('logging in', () => {
  it('ends in a page of this site that goes on by itself, without a redirect, a script or a style', async () => {
    const visitor = stand.visitor();
    const answer = await visitor.logIn("/orders/o'1?a=%22%3Cb%3E&c=1");
    expect(answer.status).toBe(200);
    expect(answer.headers.get('location')).toBeNull();
    expect(await nextOf(answer)).toBe("/orders/o'1?a=%22%3Cb%3E&c=1");
    expect(await answer.text()).not.toMatch(/<script|<style|style=/);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
    });
  });

  it('tells the page who it is, and nothing that it does not need', async () => {
    const visitor = stand.visitor();
    provider.idToken = { claims: { roles: ['admin'], picture: 'x'.repeat(5_000), email_verified: true } };
    await visitor.logIn();
    expect(await user(visitor)).toEqual({
      claims: { sub: 'alice', name: 'Alice', email: 'alice@example.com', email_verified: true },
      endsInS: expect.any(Number),
      logoutUrl: expect.stringMatching(/^\/bff\/logout\?sid=[\w-]{22}$/),
    });
  });

  it('asks the provider who it is where the ID token says no more than an id', async () => {
    const visitor = stand.visitor();
    provider.idToken = { claims: { name: null, email: null } };
    await visitor.logIn();
    expect((await user(visitor)).claims).toEqual({ sub: 'alice', name: 'Alice', email: 'alice@example.com' });
  });

  it('works in several tabs at once, each with a cookie of its own, and in no more than five', async () => {
    const visitor = stand.visitor();
    const callbacks: URL[] = [];
    for (let tab = 0; tab < 7; tab += 1) callbacks.push(await visitor.beforeCallback(`/tab/${tab}`));
    expect(visitor.cookies.size).toBe(5);
    const statuses: number[] = [];
    for (const callback of callbacks) statuses.push((await visitor.open(callback)).status);
    expect(statuses).toEqual([400, 400, 200, 200, 200, 200, 200]);
    expect([...visitor.cookies.keys()].filter((name) => !isSessionCookie(name))).toEqual([]);
    expect(await isLoggedIn(visitor)).toBe(true);
  });

  it('ends the session that the browser had, though its cookie does not come along from another site', async () => {
    const visitor = stand.visitor();
    await visitor.logIn();
    const before = visitor.copy();
    const callback = await visitor.beforeCallback();
    for (const name of visitor.cookies.keys()) if (isSessionCookie(name)) visitor.cookies.delete(name);
    await visitor.open(callback);
    expect([await isLoggedIn(before), await isLoggedIn(visitor)]).toEqual([false, true]);
  });

  it('ends the session that another tab made meanwhile, though its cookie does not come along either', async () => {
    const visitor = stand.visitor();
    const callbacks = [await visitor.beforeCallback(), await visitor.beforeCallback()];
    const tabs: Visitor[] = [];
    for (const callback of callbacks) {
      for (const name of visitor.cookies.keys()) if (isSessionCookie(name)) visitor.cookies.delete(name);
      expect((await visitor.open(callback)).status).toBe(200);
      tabs.push(visitor.copy());
    }
    expect(await Promise.all(tabs.map(isLoggedIn))).toEqual([false, true]);
  });

  it('leaves the session as it was when it comes to nothing', async () => {
    const visitor = stand.visitor();
    await visitor.logIn();
    provider.user = null;
    expect((await visitor.open(await visitor.beforeCallback())).status).toBe(400);
    expect(await isLoggedIn(visitor)).toBe(true);
  });

  it.each([
    ['two of one name', (cookie: string) => `${cookie}; ${cookie.split('=')[0]}=${'A'.repeat(43)}`],
    ['one that is no id', (cookie: string) => `${cookie}x`],
    ['one with another name', (cookie: string) => `x${cookie}`],
    ['one that a page may set', (cookie: string) => cookie.replace('__Host-Http-', '')],
  ])('is not shown by cookies that are %s', async (_, changed) => {
    const visitor = stand.visitor();
    await visitor.logIn();
    const cookie = [...visitor.cookies][0]?.join('=') ?? '';
    expect((await visitor.ask('/bff/user', { headers: { cookie } })).status).toBe(200);
    expect((await visitor.ask('/bff/user', { headers: { cookie: `a=b; ${cookie};c=d` } })).status).toBe(200);
    expect((await visitor.ask('/bff/user', { headers: { cookie: changed(cookie) } })).status).toBe(401);
  });

  it('is counted by address, as everything is that nobody has logged in for', async () => {
    await using limited = await SessionStand.start({ RATE_LIMIT: '3/60s' });
    const visitor = limited.visitor();
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await visitor.open('/bff/login')).status);
    expect(statuses).toEqual([303, 303, 303, 429]);
    expect((await visitor.open('/bff/callback?state=x&code=y')).status).toBe(429);
  });
});

describe('what nobody may do by a look', () => {
  it.each(['/bff/login', '/bff/callback?state=x', '/bff/logout?sid=x'])('HEAD %s: 405', async (path) => {
    const visitor = stand.visitor();
    await visitor.logIn();
    const answer = await visitor.open(path, { method: 'HEAD' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET');
    expect(await isLoggedIn(visitor)).toBe(true);
  });

  it('HEAD /bff/user tells whether there is a session, and no more', async () => {
    const visitor = stand.visitor();
    expect((await visitor.ask('/bff/user', { method: 'HEAD' })).status).toBe(401);
    await visitor.logIn();
    const answer = await visitor.ask('/bff/user', { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });
});

describe('a log-in that does not work', () => {
  it('is told to a browser by a page that leads to another one, with the way back, and in no words of others', async () => {
    const visitor = stand.visitor();
    const callback = await visitor.beforeCallback('/orders');
    callback.searchParams.set('iss', 'https://evil.example');
    callback.searchParams.set('error_description', 'words of others');
    const answer = await visitor.open(callback, { headers: BROWSER });
    const page = await answer.text();
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(page).toContain('href="/bff/login?returnUrl=%2Forders"');
    expect(page).not.toMatch(/words of others|evil/);
  });

  it('is told to a program by a problem', async () => {
    const answer = await stand.visitor().open('/bff/callback?code=x');
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ in: 'query', field: 'state' }],
      instance: '/bff/callback',
    });
    expect(text).not.toContain('code=x');
  });

  it.each(['server_error', 'too_many', 'reset'] as const)(
    'is 503 where the provider fails (%s), for both',
    async (failure) => {
      provider.answerToken = failure;
      for (const headers of [BROWSER, {}]) {
        const visitor = stand.visitor();
        const answer = await visitor.open(await visitor.beforeCallback(), { headers });
        expect(answer.status).toBe(503);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(visitor.session).toBeUndefined();
      }
    },
  );

  it.each(['server_error', 'temporarily_unavailable'])('is 503 where the provider says %s', async (error) => {
    provider.authorizationAnswer = { code: null, error };
    const visitor = stand.visitor();
    expect((await visitor.open(await visitor.beforeCallback())).status).toBe(503);
  });

  it.each(['unauthorized_client', 'invalid_client'])(
    'is no reason to forget the provider, where whoever opens the callback says %s',
    async (error) => {
      await stand.visitor().logIn();
      const { keyFetches } = provider;
      const visitor = stand.visitor();
      const state = (await visitor.begin()).searchParams.get('state') ?? '';
      const forged = new URLSearchParams({ state, iss: provider.issuer, error });
      expect((await visitor.open(`/bff/callback?${forged}`)).status).toBe(400);
      await stand.visitor().logIn();
      expect(provider.keyFetches).toBe(keyFetches);
    },
  );

  it('works at the second try where the provider signs with a key that is newer than those known', async () => {
    await stand.visitor().logIn();
    await provider.rotate();
    const visitor = stand.visitor();
    expect((await visitor.open(await visitor.beforeCallback())).status).toBe(400);
    await visitor.logIn();
    expect(await isLoggedIn(visitor)).toBe(true);
  });

  it('is 400 where the provider tells of somebody else', async () => {
    const visitor = stand.visitor();
    provider.idToken = { claims: { sub: 'bob', name: null, email: null } };
    expect((await visitor.open(await visitor.beforeCallback())).status).toBe(400);
    expect(visitor.session).toBeUndefined();
  });

  it.each([{ sub: 'al ice' }, { sub: 'é' }, { sub: 'a'.repeat(256) }, { sub: 'a\r\nx-user-id: bob' }])(
    'is 400 for a user whom no upstream could be told of (%j)',
    async (claims) => {
      const visitor = stand.visitor();
      provider.idToken = { claims };
      expect((await visitor.open(await visitor.beforeCallback())).status).toBe(400);
    },
  );

  it('is 400 for an answer that is far too large, and makes no session', async () => {
    const visitor = stand.visitor();
    provider.idToken = { claims: { big: 'x'.repeat(400_000) } };
    expect((await visitor.open(await visitor.beforeCallback())).status).toBe(400);
    expect(visitor.session).toBeUndefined();
  });

  it('works with a large ID token, which is not sent round in an address at log-out', async () => {
    await using other = await SessionStand.start({ OIDC_LOGOUT_HINT: 'id_token' });
    const visitor = other.visitor();
    other.provider.idToken = { claims: { groups: 'x'.repeat(20_000) } };
    await visitor.logIn();
    const answer = await visitor.open((await user(visitor)).logoutUrl);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')?.length).toBeLessThan(1_000);
  });
});

describe('a provider that is down', () => {
  it('keeps no gateway from starting, and nobody from public pages; logging in is 503 until it is there', async () => {
    const { issuer } = provider;
    await using other = await SessionStand.start();
    await other.provider.stop();
    for (const headers of [BROWSER, {}]) {
      const answer = await other.visitor().open('/bff/login?returnUrl=/cart', { headers });
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await answer.text()).not.toContain(new URL(issuer).host);
    }
  });
});

describe('a provider that names itself otherwise than OIDC_ISSUER', () => {
  it('be it by a slash, lets nobody in, rather than have its log-out tokens refused unseen', async () => {
    const OIDC_ISSUER = `${provider.issuer}/`;
    const gateway = await startWebBff({ ...stand.environment, OIDC_ISSUER });
    expect((await fetch(`${gateway.url}/bff/login`, { redirect: 'manual' })).status).toBe(503);
    await gateway.close();
  });
});

describe('the address of this gateway', () => {
  it('is what PUBLIC_URL says, whatever the host of the request', async () => {
    await using behind = await SessionStand.start({ PUBLIC_URL: 'https://shop.example' });
    const answer = await behind.visitor().open('/bff/login');
    const { searchParams } = new URL(answer.headers.get('location') ?? '');
    expect(searchParams.get('redirect_uri')).toBe('https://shop.example/bff/callback');
  });
});

describe('a gateway that does not know its secret', () => {
  it('does not start, and names the setting; an empty or missing file makes log-in wait', async () => {
    await expect(startWebBff({ OIDC_ISSUER: provider.issuer })).rejects.toThrow(/OIDC_CLIENT_SECRET/);
    const file = '/nowhere/web-bff.secret';
    await using waiting = await SessionStand.start({ OIDC_CLIENT_SECRET: '', OIDC_CLIENT_SECRET_FILE: file });
    expect((await waiting.visitor().open('/bff/login')).status).toBe(503);
  });

  it.each([
    [{ SESSION_KEYS: 'short' }, /SESSION_KEYS/],
    [{ SESSION_IDLE_MS: '0' }, /SESSION_IDLE_MS/],
    [{ SESSION_MAX_MS: 'x' }, /SESSION_MAX_MS/],
    [{ PUBLIC_URL: 'https://shop.example/path' }, /PUBLIC_URL/],
    [{ OIDC_SCOPE: 'profile' }, /OIDC_SCOPE/],
  ])('does not start with %j either', async (settings, named) => {
    await expect(startWebBff({ ...settings, OIDC_CLIENT_SECRET: 'x' })).rejects.toThrow(named);
  });
});
