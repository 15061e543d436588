import { eventually, type OpenIdProvider } from '@frontdesk/testing';
import { SessionStand } from '../session-stand.js';
import type { Visitor } from '../visitor.js';

const CALLERS = 50;

let stand: SessionStand;
let provider: OpenIdProvider;
beforeAll(async () => {
  stand = await SessionStand.start({ ORDERS_IDENTITY: 'token' });
  ({ provider } = stand);
  // Whatever an upstream is asked, it knows nothing: what counts here is what it was sent.
  stand.upstream.answer(200, { items: [], nextCursor: null });
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => {
  provider.answerToken = 'ok';
  provider.beforeToken = undefined;
  provider.accessTokenTtlS = 300;
  provider.tokenRequests.length = 0;
  stand.upstream.requests.length = 0;
});

/** Somebody whose access token is as good as expired, since nobody sends one that ends on its way. */
async function withStaleToken(): Promise<Visitor> {
  provider.accessTokenTtlS = 1;
  const visitor = stand.visitor();
  await visitor.logIn();
  provider.accessTokenTtlS = 300;
  provider.tokenRequests.length = 0;
  return visitor;
}

const statusesOf = async (asked: readonly Promise<Response>[]) =>
  (await Promise.all(asked)).map(({ status }) => status);
const parallel = (visitor: Visitor, path = '/bff/user') =>
  Array.from({ length: CALLERS }, () => visitor.ask(path));
const isLoggedIn = async (visitor: Visitor) => (await visitor.ask('/bff/user')).status === 200;

describe('an access token that has expired', () => {
  it('is renewed once for 50 calls at the same time, and not again', async () => {
    const visitor = await withStaleToken();
    expect(new Set(await statusesOf(parallel(visitor)))).toEqual(new Set([200]));
    expect(provider.tokenRequests).toMatchObject([{ grant: 'refresh_token' }]);
    await visitor.ask('/bff/user');
    expect(provider.tokenRequests).toHaveLength(1);
  });

  it('is renewed with the refresh token that the last renewal brought', async () => {
    const visitor = await withStaleToken();
    provider.accessTokenTtlS = 1;
    for (let count = 0; count < 3; count += 1) expect((await visitor.ask('/bff/user')).status).toBe(200);
    const spent = provider.tokenRequests.map(({ refreshToken }) => refreshToken);
    expect(new Set(spent).size).toBe(3);
  });

  it('is renewed before an upstream is sent one, which gets the new one', async () => {
    const visitor = await withStaleToken();
    const before = provider.issued.length;
    await visitor.ask('/api/orders');
    const [sent] = stand.upstream.requests.flatMap(({ headers }) => headers.authorization ?? []);
    expect(provider.issued.slice(before)).toContain(sent?.replace('Bearer ', ''));
  });

  it('holds up no public page', async () => {
    const visitor = await withStaleToken();
    provider.answerToken = 'hang';
    await visitor.ask('/api/products');
    expect(provider.tokenRequests).toEqual([]);
    provider.answerToken = 'ok';
    expect(await isLoggedIn(visitor)).toBe(true);
  });

  it('is renewed though whoever asked has left, and nothing of it is lost', async () => {
    const visitor = await withStaleToken();
    let answer = () => undefined as void;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    provider.beforeToken = () => mayAnswer;
    const leaving = new AbortController();
    const left = visitor.ask('/bff/user', { signal: leaving.signal });
    await eventually(() => provider.tokenRequests.length === 1, 'the renewal');
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    answer();
    await eventually(async () => {
      const { status } = await visitor.ask('/bff/user');
      return status === 200 && provider.tokenRequests.length === 1;
    }, 'the new token being there');
  });
});

describe('a log-out while a token is renewed', () => {
  it.each(['ok', 'hang'] as const)(
    'has whoever waits answered 401, though the provider does not revoke (the renewal: %s)',
    async (renewal) => {
      await using leaving = await SessionStand.start();
      leaving.provider.accessTokenTtlS = 1;
      leaving.provider.answerRevocation = 'server_error';
      const visitor = leaving.visitor();
      await visitor.logIn();
      const { logoutUrl } = (await (await visitor.ask('/bff/user')).json()) as { logoutUrl: string };
      let answer = () => undefined as void;
      const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
      leaving.provider.beforeToken = () => mayAnswer;
      leaving.provider.tokenRequests.length = 0;
      const waiting = visitor.copy().ask('/bff/user');
      await eventually(() => leaving.provider.tokenRequests.length === 1, 'the renewal');
      expect((await visitor.open(logoutUrl)).status).toBe(303);
      if (renewal === 'ok') answer();
      expect((await waiting).status).toBe(401);
      answer();
    },
  );
});

describe('a provider that fails', () => {
  it('with invalid_grant ends the session: 401, the cookie is dead, and whoever watches is told', async () => {
    const visitor = await withStaleToken();
    provider.answerToken = 'invalid_grant';
    expect(new Set(await statusesOf(parallel(visitor)))).toEqual(new Set([401]));
    expect(provider.tokenRequests).toHaveLength(1);
    provider.answerToken = 'ok';
    const answer = await visitor.ask('/bff/user');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Cookie realm="web-bff"');
    expect(provider.tokenRequests).toHaveLength(1);
  });

  it.each(['reset', 'server_error', 'too_many', 'hang'] as const)(
    'with %s logs nobody out: calls go on, and the provider is let alone for a while',
    async (failure) => {
      await using failing = await SessionStand.start();
      failing.provider.accessTokenTtlS = 1;
      const visitor = failing.visitor();
      await visitor.logIn();
      failing.provider.tokenRequests.length = 0;
      failing.provider.answerToken = failure;
      expect(new Set(await statusesOf(parallel(visitor)))).toEqual(new Set([200]));
      // Nobody waits for it any more, not even for half of a deadline.
      const at = performance.now();
      expect(await isLoggedIn(visitor)).toBe(true);
      expect(performance.now() - at).toBeLessThan(450);
      expect(failing.provider.tokenRequests).toHaveLength(1);
      // A gateway that stops waits for a renewal that is under way.
      await failing.provider.stop();
    },
  );

  it('for one user is asked for the others all the same', async () => {
    await using failing = await SessionStand.start({ ORDERS_IDENTITY: 'token' });
    failing.upstream.answer(200, { items: [], nextCursor: null });
    failing.provider.accessTokenTtlS = 1;
    const [alice, bob] = [failing.visitor(), failing.visitor()];
    await alice.logIn();
    failing.provider.user = 'bob';
    await bob.logIn();
    failing.provider.tokenRequests.length = 0;
    failing.provider.accessTokenTtlS = 300;
    failing.provider.answerToken = 'access_denied';
    expect(await statusesOf([1, 2].map(() => alice.ask('/api/orders')))).toEqual([503, 503]);
    failing.provider.answerToken = 'ok';
    expect(await statusesOf([alice, bob].map((each) => each.ask('/api/orders')))).toEqual([503, 200]);
    expect(failing.provider.tokenRequests).toHaveLength(2);
    expect(await isLoggedIn(alice)).toBe(true);
  });

  it('is asked again after a pause', async () => {
    await using failing = await SessionStand.start();
    failing.provider.accessTokenTtlS = 1;
    const visitor = failing.visitor();
    await visitor.logIn();
    failing.provider.tokenRequests.length = 0;
    failing.provider.answerToken = 'reset';
    expect(await isLoggedIn(visitor)).toBe(true);
    failing.provider.answerToken = 'ok';
    await eventually(
      async () => (await isLoggedIn(visitor)) && failing.provider.tokenRequests.length === 2,
      'the renewal',
      8_000,
    );
  });

  it('keeps an upstream that needs a token from being asked without one: 503', async () => {
    await using failing = await SessionStand.start({ ORDERS_IDENTITY: 'token' });
    failing.provider.accessTokenTtlS = 1;
    const visitor = failing.visitor();
    await visitor.logIn();
    failing.provider.answerToken = 'server_error';
    const answer = await visitor.ask('/api/orders');
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(failing.upstream.requests).toEqual([]);
  });
});

describe('a provider that gives no refresh token', () => {
  it('leaves people logged in, and out of what needs a token once theirs has expired', async () => {
    await using giving = await SessionStand.start({ ORDERS_IDENTITY: 'token' });
    giving.provider.givesRefreshTokens = false;
    giving.provider.accessTokenTtlS = 1;
    const visitor = giving.visitor();
    await visitor.logIn();
    expect((await visitor.ask('/bff/user')).status).toBe(200);
    expect((await visitor.ask('/api/orders')).status).toBe(401);
    expect(giving.upstream.requests).toEqual([]);
  });
});

describe('tokens for upstreams', () => {
  const audienceOf = (token: string) =>
    (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { aud: string }).aud;

  it('are for the audience of each, are asked for once, and go nowhere else', async () => {
    await using resources = await SessionStand.start({
      ORDERS_IDENTITY: 'token',
      ORDERS_AUDIENCE: 'urn:frontdesk:shop',
      NOTIFICATIONS_IDENTITY: 'token',
    });
    const { provider: given, upstream } = resources;
    upstream.answer(200, { items: [], nextCursor: null });
    const visitor = resources.visitor();
    await visitor.logIn();
    expect(given.authorizationRequests[0]?.getAll('resource')).toEqual([
      'urn:frontdesk:web-bff',
      'urn:frontdesk:shop',
    ]);
    await Promise.all([visitor.ask('/api/orders'), visitor.ask('/api/orders'), visitor.ask('/api/home')]);
    await visitor.ask('/api/orders');

    const tokens = (path: string) =>
      new Set(
        upstream.requests
          .filter((asked) => asked.path === path)
          .map(({ headers }) => audienceOf(headers.authorization ?? '')),
      );
    expect(tokens('/orders')).toEqual(new Set(['urn:frontdesk:shop']));
    expect(tokens('/notifications')).toEqual(new Set(['urn:frontdesk:web-bff']));
    expect(given.tokenRequests).toMatchObject([
      { grant: 'authorization_code', resource: 'urn:frontdesk:web-bff' },
      { grant: 'refresh_token', resource: 'urn:frontdesk:shop' },
    ]);
    const others = upstream.requests.filter(({ path }) => !['/orders', '/notifications'].includes(path));
    expect(others.length).toBeGreaterThan(0);
    for (const { headers } of others) expect(headers.authorization).toBeUndefined();
    for (const { headers } of upstream.requests) expect(headers.cookie).toBeUndefined();
  });

  it('that are refused fail for that upstream alone, and log nobody out', async () => {
    await using resources = await SessionStand.start({
      ORDERS_IDENTITY: 'token',
      ORDERS_AUDIENCE: 'urn:frontdesk:shop',
    });
    const visitor = resources.visitor();
    await visitor.logIn();
    resources.provider.resources = ['urn:frontdesk:web-bff'];
    resources.provider.grants.splice(0);
    resources.provider.answerToken = 'server_error';
    expect((await visitor.ask('/api/orders')).status).toBe(503);
    expect((await visitor.ask('/bff/user')).status).toBe(200);
  });
});
