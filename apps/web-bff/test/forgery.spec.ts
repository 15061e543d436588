import { request } from 'node:http';
import type { OpenIdProvider } from '@frontdesk/testing';
import fc from 'fast-check';
import { SessionStand } from './session-stand.js';
import { isSessionCookie, nextOf, type Visitor } from './visitor.js';

let stand: SessionStand;
let provider: OpenIdProvider;
beforeAll(async () => {
  stand = await SessionStand.start();
  ({ provider } = stand);
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => {
  provider.user = 'alice';
  provider.idToken = {};
  provider.authorizationAnswer = {};
  provider.answerToken = 'ok';
});

const isLoggedIn = async (visitor: Visitor) => (await visitor.ask('/bff/user?slide=false')).status === 200;

/** 400 in words of ours, no session in the answer, and none at the gateway. */
async function expectRefused(answer: Response, visitor: Visitor): Promise<void> {
  expect(answer.status).toBe(400);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(sessionsSet(answer)).toEqual([]);
  expect(await isLoggedIn(visitor)).toBe(false);
}

/** The session cookies that an answer gives, not those that it takes away. */
const sessionsSet = (answer: Response) =>
  answer.headers.getSetCookie().filter((line) => isSessionCookie(line) && !/=;|max-age=0/i.test(line));

/** How many requests the token endpoint got meanwhile. */
async function tokenRequestsDuring(act: () => Promise<unknown>): Promise<number> {
  const before = provider.tokenRequests.length;
  await act();
  return provider.tokenRequests.length - before;
}

/** The address with a parameter set to something else, or left out. */
function changed(address: URL, name: string, value: string | null): URL {
  const other = new URL(address);
  if (value === null) other.searchParams.delete(name);
  else other.searchParams.set(name, value);
  return other;
}

describe('a log-in that nobody bends', () => {
  it('makes a session, as the control of this suite', async () => {
    const visitor = stand.visitor();
    const answer = await visitor.logIn('/orders?page=2');
    expect(sessionsSet(answer)).toHaveLength(1);
    expect(await nextOf(answer)).toBe('/orders?page=2');
    expect(await isLoggedIn(visitor)).toBe(true);
  });
});

describe('log-in forgery', () => {
  it("does not take another browser's callback where no log-in began", async () => {
    const callback = await stand.visitor().beforeCallback();
    const victim = stand.visitor();
    const asked = await tokenRequestsDuring(async () => expectRefused(await victim.open(callback), victim));
    expect(asked).toBe(0);
  });

  it("does not take another browser's callback in the middle of its own log-in", async () => {
    const callback = await stand.visitor().beforeCallback();
    const victim = stand.visitor();
    await victim.beforeCallback();
    const asked = await tokenRequestsDuring(async () => expectRefused(await victim.open(callback), victim));
    expect(asked).toBe(0);
  });

  it("does not take another browser's code with its own state", async () => {
    const attackers = await stand.visitor().beforeCallback();
    const victim = stand.visitor();
    const own = await victim.beforeCallback();
    await expectRefused(await victim.open(changed(own, 'code', attackers.searchParams.get('code'))), victim);
  });

  it('does not take a log-in cookie that was changed', async () => {
    const visitor = stand.visitor();
    const callback = await visitor.beforeCallback();
    for (const [name, value] of visitor.cookies) {
      const middle = value.length >> 1;
      const other = value[middle] === 'A' ? 'B' : 'A';
      visitor.cookies.set(name, value.slice(0, middle) + other + value.slice(middle + 1));
    }
    const asked = await tokenRequestsDuring(async () => expectRefused(await visitor.open(callback), visitor));
    expect(asked).toBe(0);
  });

  it.each([
    ['another state', 'state', 'another'],
    ['no state', 'state', null],
    ['an empty state', 'state', ''],
    ['no code', 'code', null],
    ['another issuer', 'iss', 'https://evil.example'],
    ['no issuer, though the provider says that it tells', 'iss', null],
  ])('refuses a callback with %s, and does not ask the provider', async (_, name, value) => {
    const visitor = stand.visitor();
    const callback = changed(await visitor.beforeCallback(), name, value);
    const asked = await tokenRequestsDuring(async () => expectRefused(await visitor.open(callback), visitor));
    expect(asked).toBe(0);
  });

  it.each(['state', 'code', 'iss'])('refuses a callback that says %s twice', async (name) => {
    const visitor = stand.visitor();
    const callback = await visitor.beforeCallback();
    callback.searchParams.append(name, 'another');
    await expectRefused(await visitor.open(callback), visitor);
  });

  it('refuses a code that the provider never gave', async () => {
    const visitor = stand.visitor();
    const callback = changed(await visitor.beforeCallback(), 'code', 'guessed');
    await expectRefused(await visitor.open(callback), visitor);
  });

  it('makes no session where the provider says no', async () => {
    provider.user = null;
    const visitor = stand.visitor();
    const callback = await visitor.beforeCallback();
    expect(callback.searchParams.get('error')).toBe('access_denied');
    const answer = await visitor.open(callback);
    expect(sessionsSet(answer)).toEqual([]);
    expect(answer.status).toBeLessThan(500);
    expect(await isLoggedIn(visitor)).toBe(false);
  });

  it.each(['server_error', 'reset'] as const)(
    'makes no session where the provider fails by %s',
    async (told) => {
      const visitor = stand.visitor();
      const callback = await visitor.beforeCallback();
      provider.answerToken = told;
      const answer = await visitor.open(callback);
      expect([502, 503]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json|^text\/html/);
      expect(sessionsSet(answer)).toEqual([]);
      provider.answerToken = 'ok';
      expect(await isLoggedIn(visitor)).toBe(false);
    },
  );

  it('never tells the caller what it knows of the log-in', async () => {
    const visitor = stand.visitor();
    const callback = await visitor.beforeCallback();
    provider.idToken = { claims: { nonce: 'another' } };
    const text = await (await visitor.open(callback)).text();
    for (const secret of [callback.searchParams.get('code') ?? '', ...provider.issued.slice(-3)]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/stack|node_modules|\bat .*:\d+/);
  });
});

describe('a replayed callback', () => {
  it('is refused in the browser that it logged in', async () => {
    const visitor = stand.visitor();
    const callback = await visitor.beforeCallback();
    await visitor.open(callback);
    const answer = await visitor.open(callback);
    expect(answer.status).toBe(400);
    expect(sessionsSet(answer)).toEqual([]);
  });

  it('is refused where the log-in cookie was kept as well, before the provider takes the first for stolen', async () => {
    const visitor = stand.visitor();
    const callback = await visitor.beforeCallback();
    const thief = visitor.copy();
    await visitor.open(callback);
    const asked = await tokenRequestsDuring(async () => expectRefused(await thief.open(callback), thief));
    expect(asked).toBe(0);
    expect(provider.grants.at(-1)?.ended).toBe(false);
  });

  it('makes one session of two at the same time', async () => {
    const visitor = stand.visitor();
    const callback = await visitor.beforeCallback();
    const twin = visitor.copy();
    const answers = await Promise.all([visitor.open(callback), twin.open(callback)]);
    expect(answers.flatMap(sessionsSet).length).toBeLessThanOrEqual(1);
  });
});

describe('an ID token', () => {
  const nowS = Math.floor(Date.now() / 1_000);
  const HOUR_S = 3_600;
  const wrong: [string, OpenIdProvider['idToken']][] = [
    ['another nonce', { claims: { nonce: 'another' } }],
    ['no nonce', { claims: { nonce: null } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['no issuer', { claims: { iss: null } }],
    ['another audience', { claims: { aud: 'mobile-bff' } }],
    ['no audience', { claims: { aud: null } }],
    ['two audiences and another authorized party', { claims: { aud: ['web-bff', 'x'], azp: 'x' } }],
    ['an end that has passed', { claims: { exp: nowS - HOUR_S } }],
    ['no end', { claims: { exp: null } }],
    ['no beginning', { claims: { iat: null } }],
    ['no subject', { claims: { sub: null } }],
    ['no signature (alg none)', { header: { alg: 'none' } }],
    ['the signature of a key that nobody published', { wrongKey: true }],
  ];

  it.each(wrong)('with %s makes no session', async (_, idToken) => {
    provider.idToken = idToken;
    const visitor = stand.visitor();
    await expectRefused(await visitor.open(await visitor.beforeCallback()), visitor);
  });
});

describe('session fixation', () => {
  it('does not take over a session id that was planted', async () => {
    const victim = stand.visitor();
    await victim.logIn();
    const name = [...victim.cookies.keys()].find(isSessionCookie) ?? '';
    const planted = 'A'.repeat(victim.session?.length ?? 43);

    const fixed = stand.visitor();
    fixed.cookies.set(name, planted);
    await fixed.logIn();
    expect(fixed.session).not.toBe(planted);
    const attacker = stand.visitor();
    attacker.cookies.set(name, planted);
    expect(await isLoggedIn(attacker)).toBe(false);
  });

  it("takes over nothing of an attacker's real session, and ends it", async () => {
    provider.user = 'mallory';
    const attacker = stand.visitor();
    await attacker.logIn();
    const victim = attacker.copy();
    provider.user = 'alice';
    await victim.logIn();
    expect(victim.session).not.toBe(attacker.session);
    expect(await isLoggedIn(attacker)).toBe(false);
    expect(await (await victim.ask('/bff/user')).json()).toMatchObject({ claims: { sub: 'alice' } });
  });

  it('changes the id at every log-in; the old one is dead', async () => {
    const visitor = stand.visitor();
    await visitor.logIn();
    const before = visitor.copy();
    await visitor.logIn();
    expect(visitor.session).not.toBe(before.session);
    expect(await isLoggedIn(visitor)).toBe(true);
    expect((await before.ask('/bff/user')).status).toBe(401);
  });

  it('gives ids that hold 256 bits, and never the same', async () => {
    const ids = new Set<string>();
    for (let i = 0; i < 5; i++) {
      const visitor = stand.visitor();
      await visitor.logIn();
      ids.add(visitor.session ?? '');
    }
    expect(ids.size).toBe(5);
    for (const id of ids) expect(Buffer.from(id, 'base64url').length).toBeGreaterThanOrEqual(32);
  });
});

describe('returnUrl', () => {
  /** Each as the value of the parameter, once the query is decoded. */
  const elsewhere = [
    '//evil',
    '//evil.example/path',
    '///evil',
    '/\\evil',
    '\\\\evil',
    '\\/evil',
    '/./\\evil',
    '/%5cevil',
    '/%5Cevil',
    '/%2fevil',
    '/%2Fevil',
    '/\t/evil',
    '/\n/evil',
    '/\u0000',
    ' //evil',
    '\t//evil',
    '%0d%0a',
    '/%0d%0aSet-Cookie:%20a=b',
    '/\r\nSet-Cookie: a=b',
    '/ok\r\nLocation: https://evil.example',
    'https:evil',
    'https://evil.example',
    'HTTPS://evil.example',
    'http:evil',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil',
    'evil.example',
    '@evil.example',
    '.evil.example',
    '?//evil',
    '#//evil',
  ];
  const TOO_LONG = 2_000;
  const FOLLOWED = 20;

  const typed = elsewhere.map((target) => target.replace(/[^!-~]|[#"<>\\&+]/g, encodeURIComponent));
  const encoded = elsewhere.map(encodeURIComponent);

  it.each([...new Set([...typed, ...encoded, '/%09/evil', '%2f%2fevil', '%5c%5cevil', ''])])(
    '%s is refused, and no log-in begins',
    async (target) => {
      const visitor = stand.visitor();
      const answer = await visitor.open(`/bff/login?returnUrl=${target}`);
      expect(answer.status).toBe(400);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(answer.headers.get('location')).toBeNull();
      expect(answer.headers.get('refresh')).toBeNull();
    },
  );

  it.each(['/bff/login', '/bff', '/%62ff/login', '/b%66%66/logout?sid=x', '/BFF/login'])(
    '%s is refused, since it is no page',
    async (target) => {
      const answer = await stand.visitor().open(`/bff/login?${new URLSearchParams({ returnUrl: target })}`);
      expect(answer.status).toBe(400);
    },
  );

  it('is refused when it comes twice, or is too long', async () => {
    for (const query of ['returnUrl=/a&returnUrl=//evil', `returnUrl=/${'a'.repeat(TOO_LONG)}`]) {
      const answer = await stand.visitor().open(`/bff/login?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.headers.get('location')).toBeNull();
    }
  });

  it.each(['/', '/orders', '/orders/o-0001', '/products/p-001?tab=reviews&x=1', '/a#b'])(
    '%s leads back there',
    async (target) => {
      expect(await nextOf(await stand.visitor().logIn(target))).toBe(target);
    },
  );

  it('never leads to another origin, whatever it says', async () => {
    const piece = fc.constantFrom(
      ...[
        '/',
        '\\',
        '//',
        '.',
        '..',
        ':',
        '@',
        '?',
        '#',
        '&',
        '%',
        ' ',
        '\t',
        '\r\n',
        '\u0000',
        '"',
        "'",
        '<',
      ],
      ...[
        '%2f',
        '%5c',
        '%0d%0a',
        '%00',
        '%252f',
        'http:',
        'https://',
        'javascript:',
        'evil.example',
        'a',
        'é',
        '\u2028',
      ],
      ...['\ud800', ';', 'url=', '&#x2f;', '｡', '／', '%2e%2e', '<script>', 'onload=x'],
    );
    const nasty = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    const target = fc.oneof(
      nasty,
      nasty.map((rest) => `/${rest}`),
      nasty.map((rest) => `/a${rest}`),
      fc.string({ unit: 'binary', maxLength: 12 }).map((rest) => `/${rest}`),
      fc.webUrl(),
    );
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(target, async (returnUrl) => {
        const visitor = stand.visitor();
        const sent = Buffer.from(returnUrl).toString(); // half a character cannot be sent
        const began = await visitor.open(`/bff/login?returnUrl=${encodeURIComponent(sent)}`);
        if (began.status === 400) return expect(began.headers.get('location')).toBeNull();
        const there = new URL(began.headers.get('location') ?? '');
        expect(there.origin).toBe(provider.issuer);
        expect(new URL(sent, stand.gateway.url).origin).toBe(stand.gateway.url);
        // What was let in is followed to its end, as long as that tells anything new.
        if (++accepted > FOLLOWED) return;
        const callback = (await fetch(there, { redirect: 'manual' })).headers.get('location') ?? '';
        const answer = await visitor.open(callback);
        expect(answer.status).toBeLessThan(400);
        expect(answer.headers.has('location') || answer.headers.has('refresh')).toBe(false);
        expect(await nextOf(answer)).toBe(sent);
        expect(await answer.text()).not.toMatch(/<script|javascript:/i);
      }),
      { numRuns: 300, seed: 20_261_120 },
    );
    // It says something of both sides.
    expect(accepted).toBeGreaterThan(FOLLOWED);
    expect(accepted).toBeLessThan(250);
  });
});

describe('the host that a caller names', () => {
  /** Like `fetch`, which does not let its caller choose the host. */
  const locationFor = (headers: Record<string, string>) =>
    new Promise<{ status: number | undefined; location: string | undefined }>((resolve, reject) => {
      request(`${stand.gateway.url}/bff/login?returnUrl=/`, { headers }, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode, location: answer.headers.location });
      })
        .on('error', reject)
        .end();
    });

  it('does not become the redirect URI, unless it is one of ours', async () => {
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'localhost@evil.example',
    ]) {
      const { status, location } = await locationFor({ host });
      expect([host, status]).toEqual([host, 400]);
      expect(location).toBeUndefined();
    }
  });

  it.each(['x-forwarded-host', 'forwarded', 'x-forwarded-proto'])(
    'is not taken from %s of somebody who is no trusted proxy',
    async (name) => {
      const value =
        name === 'forwarded'
          ? 'host=evil.example;proto=https'
          : name.endsWith('proto')
            ? 'https'
            : 'evil.example';
      const { location } = await locationFor({ [name]: value });
      const redirectUri = new URL(location ?? '').searchParams.get('redirect_uri');
      expect(redirectUri).toBe(`${stand.gateway.url}/bff/callback`);
    },
  );
});

describe('a back-channel log-out token', () => {
  const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
  const nowS = Math.floor(Date.now() / 1_000);
  const HOUR_S = 3_600;

  const send = (token: string | undefined) =>
    fetch(`${stand.gateway.url}/bff/backchannel-logout`, {
      method: 'POST',
      body: new URLSearchParams(token === undefined ? {} : { logout_token: token }),
    });

  let visitor: Visitor;
  beforeEach(async () => {
    visitor = stand.visitor();
    await visitor.logIn();
  });
  const sidOf = () => provider.grants.at(-1)?.sid ?? '';

  it('ends the session that it names', async () => {
    const answer = await send(await provider.logoutToken({ sid: sidOf(), sub: null }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await visitor.ask('/bff/user')).status).toBe(401);
  });

  it('ends all sessions of the user that it names, and no others', async () => {
    provider.user = 'bob';
    const bob = stand.visitor();
    await bob.logIn();
    provider.user = 'alice';
    const second = stand.visitor();
    await second.logIn();
    expect((await send(await provider.logoutToken())).status).toBe(200);
    expect(await isLoggedIn(visitor)).toBe(false);
    expect(await isLoggedIn(second)).toBe(false);
    expect(await isLoggedIn(bob)).toBe(true);
  });

  it('ends one session of two where it names the session and the user', async () => {
    const second = stand.visitor();
    await second.logIn();
    expect((await send(await provider.logoutToken({ sid: sidOf() }))).status).toBe(200);
    expect(await isLoggedIn(second)).toBe(false);
    expect(await isLoggedIn(visitor)).toBe(true);
  });

  const wrong: [string, Parameters<OpenIdProvider['logoutToken']>][] = [
    ['a nonce', [{ nonce: 'n' }]],
    ['another audience', [{ aud: 'mobile-bff' }]],
    ['no audience', [{ aud: null }]],
    ['no events', [{ events: null }]],
    ['other events', [{ events: { 'https://example.com/event': {} } }]],
    ['events that are a list', [{ events: [LOGOUT_EVENT] }]],
    ['an event that is no object', [{ events: { [LOGOUT_EVENT]: 'x' } }]],
    ['the signature of a key that nobody published', [{}, {}, 'unpublished']],
    ['no signature (alg none)', [{}, { alg: 'none' }]],
    ['an end that has passed', [{ exp: nowS - HOUR_S }]],
    ['another issuer', [{ iss: 'https://evil.example' }]],
    ['no issuer', [{ iss: null }]],
    ['no jti', [{ jti: null }]],
    ['no iat', [{ iat: null }]],
    ['neither sub nor sid', [{ sub: null }]],
    ['a sub that is no string', [{ sub: 7 as unknown as string }]],
    ['a sid that is no string', [{ sub: null, sid: { $ne: '' } }]],
    ['the type of an access token', [{}, { typ: 'at+jwt' }]],
  ];

  it.each(wrong)('with %s is refused, and ends nothing', async (_, written) => {
    const answer = await send(await provider.logoutToken(...written));
    expect(answer.status).toBe(400);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await isLoggedIn(visitor)).toBe(true);
  });

  it('is refused when its jti comes again', async () => {
    const other = stand.visitor();
    await other.logIn();
    const jti = 'the-same';
    expect((await send(await provider.logoutToken({ sid: sidOf(), jti }))).status).toBe(200);
    for (const token of [{ jti }, { jti, sid: sidOf() }]) {
      expect((await send(await provider.logoutToken(token))).status).toBe(400);
    }
    expect(await isLoggedIn(visitor)).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['nothing in it', ''],
    ['no token', 'a.b.c'],
    ['half a token', 'eyJhbGciOiJub25lIn0'],
    ['an end of line', 'a\r\n.b.c'],
    ['a long text', 'a'.repeat(20_000)],
  ])('that is %s is refused', async (_, token) => {
    expect((await send(token)).status).toBe(400);
    expect(await isLoggedIn(visitor)).toBe(true);
  });

  it('is not an ID token or an access token', async () => {
    for (const token of provider.issued.slice(-3)) expect((await send(token)).status).toBe(400);
    expect(await isLoggedIn(visitor)).toBe(true);
  });

  it('is taken by POST alone', async () => {
    const token = await provider.logoutToken();
    const answer = await fetch(`${stand.gateway.url}/bff/backchannel-logout?logout_token=${token}`);
    expect(answer.status).toBe(405);
    expect(await isLoggedIn(visitor)).toBe(true);
  });
});

describe('log-out', () => {
  /** Where the page finds how to log out. */
  async function logoutUrlOf(visitor: Visitor): Promise<URL> {
    const { logoutUrl } = (await (await visitor.ask('/bff/user')).json()) as { logoutUrl: string };
    return new URL(logoutUrl, stand.gateway.url);
  }

  it('refuses a cookie from before it', async () => {
    const visitor = stand.visitor();
    await visitor.logIn();
    const before = visitor.copy();
    const answer = await visitor.open(await logoutUrlOf(visitor));
    expect(answer.status).toBeLessThan(400);
    expect(visitor.session).toBeUndefined();
    for (const path of ['/bff/user', '/api/home', '/api/orders']) {
      expect((await before.ask(path)).status).toBe(401);
    }
  });

  it.each(['', '?sid=', '?sid=another', '?sid=%00'])(
    'without the right sid (%j) is refused',
    async (query) => {
      const visitor = stand.visitor();
      await visitor.logIn();
      expect((await visitor.open(`/bff/logout${query}`)).status).toBe(400);
      expect(await isLoggedIn(visitor)).toBe(true);
    },
  );

  it("refuses another's sid, and ends neither session", async () => {
    const [alice, bob] = [stand.visitor(), stand.visitor()];
    await alice.logIn();
    provider.user = 'bob';
    await bob.logIn();
    expect((await bob.open(await logoutUrlOf(alice))).status).toBe(400);
    expect(await isLoggedIn(alice)).toBe(true);
    expect(await isLoggedIn(bob)).toBe(true);
  });

  it('tells no more in its address than it must: neither the session id nor a token', async () => {
    const visitor = stand.visitor();
    await visitor.logIn();
    const { href } = await logoutUrlOf(visitor);
    for (const secret of [visitor.session ?? '', ...provider.issued.slice(-3)]) {
      expect(href).not.toContain(secret);
    }
  });
});
