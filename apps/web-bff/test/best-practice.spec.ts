import { join } from 'node:path';
import { Public } from '@frontdesk/auth';
import { type RunningGateway, startGateway } from '@frontdesk/gateway';
import {
  type FakeUpstream,
  fakeUpstream,
  type OpenIdProvider,
  type Route,
  routesOf,
} from '@frontdesk/testing';
import { Controller, type DynamicModule, Get, Post } from '@nestjs/common';
import { NoForgeryCheck } from '../src/session/forgery/forgery-check.js';
import { attemptsWith, flawsOf } from './protection.js';
import { addressOf, askRoute, nameOf } from './routes.js';
import { SessionStand } from './session-stand.js';
import { isSessionCookie, nextOf, Visitor } from './visitor.js';

/*
 * Each MUST, SHOULD and RECOMMENDED of "OAuth 2.0 for Browser-Based Applications" that section 6.1 (Backend For Frontend)
 * says of a backend, and of the sections that it refers to, by the draft's text of July 2026; in its order, a test each.
 *
 * Not tested, since nothing here could tell:
 * - 6.1.3.4, privacy: who runs the backend is a matter of deployment.
 * - 9.4, one application per origin: so is what else is served on the origin.
 * - 9.1, ID tokens without claims that nobody uses; RFC 9700, 2.1.1, a provider that supports and enforces PKCE, detects
 *   downgrades and publishes its methods: asked of the provider. Ours refuses a log-in without PKCE, see its own tests.
 * - 6.1.3.7 and RFC 9700, 2.2.1 and 2.5, sender-constrained tokens and keys in place of a secret: no MUST for a backend,
 *   and not built: the tokens never leave the server side, and the client has a secret, as issue 4 asks.
 * - RFC 9700, 2.6, no authorization response over plain HTTP: TLS ends before the gateway; `PUBLIC_URL` says https.
 */

/** What may be had without logging in, besides files and documents, which lie outside `/api` and `/bff`. */
const PUBLIC = new Set([
  'GET /api/products',
  'GET /api/products/:id',
  'GET /bff/login',
  'GET /bff/callback',
  'GET /bff/logout',
  'POST /bff/backchannel-logout',
]);
/** What a browser opens by itself, without headers of ours: it relies on `Sec-Fetch-Site` and the cookie's `Strict`. */
const WITHOUT_HEADER = new Set(['GET /api/orders/:id/events']);

const isPublic = (route: Route) => {
  const asGet = { ...route, method: route.method === 'HEAD' ? 'GET' : route.method };
  const isFile = asGet.method === 'GET' && !/^\/(?:api|bff)(?:\/|$)/.test(route.template);
  return isFile || PUBLIC.has(nameOf(asGet));
};
const asksForHeader = ({ method, template }: Route) =>
  !WITHOUT_HEADER.has(`${method === 'HEAD' ? 'GET' : method} ${template}`);

let stand: SessionStand;
let provider: OpenIdProvider;
let upstream: FakeUpstream;
let alice: Visitor;
let routes: Route[];
let guarded: Route[];
beforeAll(async () => {
  stand = await SessionStand.start({
    // One upstream gets tokens of the user, so that they can be looked at.
    ORDERS_IDENTITY: 'token',
    // The shop's pages are routes too.
    STOREFRONT_DIR: join(process.cwd(), 'dist/apps/storefront'),
  });
  ({ provider, upstream } = stand);
  alice = stand.visitor();
  await alice.logIn();
  routes = routesOf(stand.gateway);
  guarded = routes.filter((route) => !isPublic(route));
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => {
  provider.user = 'alice';
  provider.answerToken = 'ok';
  provider.accessTokenTtlS = 300;
  upstream.requests.length = 0;
});

const cookieOf = (visitor: Visitor) => [...visitor.cookies].map((cookie) => cookie.join('=')).join('; ');
async function logInAt(gateway: RunningGateway): Promise<Visitor> {
  const visitor = new Visitor(gateway.url);
  await visitor.logIn();
  return visitor;
}
const accessToken = () => provider.issued.find((token) => token.split('.').length === 3) ?? '';
const asScript = (visitor: Visitor) => ({
  cookie: cookieOf(visitor),
  'x-csrf': '1',
  'sec-fetch-site': 'same-origin',
});
const isLoggedIn = async (visitor: Visitor) => (await visitor.ask('/bff/user?slide=false')).status === 200;

describe('the routes that this suite looks at', () => {
  it('are those that the gateway really has', () => {
    const names = routes.map(nameOf);
    expect(names).toEqual(
      expect.arrayContaining([
        'GET /',
        'GET /api/home',
        'GET /api/orders/:id',
        'PATCH /api/users/me',
        'GET /bff/user',
      ]),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(guarded.length).toBeGreaterThan(5);
  });

  it('hold every exception that is made here', () => {
    const names = new Set(routes.map(nameOf));
    for (const exception of [...PUBLIC, ...WITHOUT_HEADER]) expect(names).toContain(exception);
  });

  describe('include those that somebody adds', () => {
    @Controller('api/new')
    class NewController {
      @Get('as-it-comes')
      asItComes() {
        return { private: true };
      }

      @Public()
      @Get('by-mistake-public')
      byMistakePublic() {
        return { private: true };
      }

      @NoForgeryCheck('a reason that is none')
      @Post('by-mistake-exempt')
      byMistakeExempt() {
        return { changed: true };
      }
    }

    it('and tell those that are not protected from one that nobody thought of', async () => {
      const { composeWebBff } = await import('../src/compose-web-bff.js');
      const options = await composeWebBff(stand.environment);
      const module = options.module as DynamicModule;
      const gateway = await startGateway({
        ...options,
        module: { ...module, controllers: [...(module.controllers ?? []), NewController] },
        extend: (server) => {
          options.extend?.(server);
          server.get('/api/new/past-the-guards', () => 'private');
        },
      });
      try {
        const added = routesOf(gateway).filter(({ template }) => template.startsWith('/api/new'));
        const attempts = attemptsWith(cookieOf(await logInAt(gateway)), accessToken());
        const flaws = await flawsOf(gateway, added, attempts);
        expect(added.map(nameOf)).toContain('GET /api/new/as-it-comes');
        expect(flaws.filter((flaw) => flaw.includes('as-it-comes'))).toEqual([]);
        expect(flaws).toEqual(
          expect.arrayContaining([
            'GET /api/new/past-the-guards with nothing: 200, not 401',
            'GET /api/new/past-the-guards with a page of another site: 200, not 403',
            'GET /api/new/by-mistake-public with nothing: 200, not 401',
            'POST /api/new/by-mistake-exempt with a page of another site: 201, not 403',
          ]),
        );
      } finally {
        await gateway.close();
      }
    });
  });
});

describe('OAuth 2.0 for Browser-Based Applications, section 6.1', () => {
  describe('6.1.1, the architecture', () => {
    it('no answer of any route holds a token, and no answer of the log-in does', async () => {
      const visitor = stand.visitor();
      const answers = [await visitor.logIn(), await visitor.ask('/bff/user')];
      const said = await Promise.all(
        answers.map(async (answer) => JSON.stringify([...answer.headers]) + (await answer.text())),
      );
      for (const route of routes) {
        const { headers, text } = await askRoute(stand.gateway, route, asScript(alice));
        said.push(JSON.stringify([...headers]) + text);
      }
      expect(provider.issued.length).toBeGreaterThanOrEqual(6);
      for (const text of said) {
        for (const token of provider.issued) expect(text).not.toContain(token);
        expect(text).not.toMatch(/eyJ[\w-]+\.eyJ[\w-]+\./);
      }
    });

    it('no cookie goes to an upstream, and the token of the user goes where the policy says', async () => {
      for (const route of guarded) await askRoute(stand.gateway, route, asScript(alice));
      expect(upstream.requests.length).toBeGreaterThan(0);
      for (const { headers } of upstream.requests) {
        expect(headers.cookie).toBeUndefined();
        expect(headers['x-csrf']).toBeUndefined();
      }
      const withToken = upstream.requests.filter(({ headers }) => headers.authorization);
      expect(withToken.length).toBeGreaterThan(0);
      for (const { headers } of withToken) {
        expect(provider.issued).toContain(headers.authorization?.replace('Bearer ', ''));
      }
    });

    it('what is public is the same for everybody: no session changes it', async () => {
      const still = routes.filter((route) => isPublic(route) && !route.template.startsWith('/bff'));
      expect(still.length).toBeGreaterThan(3);
      for (const route of still) {
        const [without, within] = [
          await askRoute(stand.gateway, route),
          await askRoute(stand.gateway, route, asScript(alice)),
        ];
        const changes = /"(?:instance|requestId)":"[^"]*",?/g;
        expect([nameOf(route), within.status]).toEqual([nameOf(route), without.status]);
        expect(within.text.replace(changes, '')).toBe(without.text.replace(changes, ''));
      }
      for (const { headers } of upstream.requests) {
        expect(headers['x-user-id']).toBeUndefined();
        expect(headers.authorization).toBeUndefined();
      }
    });
  });

  describe('6.1.2, the endpoints and the session', () => {
    it('6.1.2.1: tells the page whether there is a session, and whose', async () => {
      expect((await stand.visitor().ask('/bff/user')).status).toBe(401);
      const answer = await alice.ask('/bff/user');
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ claims: { sub: 'alice' } });
    });

    it('6.1.2.1: logs in by a navigation that leads to the provider, and back into the application', async () => {
      const visitor = stand.visitor();
      expect((await visitor.begin()).origin).toBe(provider.issuer);
      expect(await nextOf(await visitor.logIn('/cart'))).toBe('/cart');
    });

    it('6.1.2.2: ends the session when the refresh token turns out to be invalid', async () => {
      provider.accessTokenTtlS = 1; // as good as expired: nobody sends a token that ends on its way
      const visitor = stand.visitor();
      await visitor.logIn();
      provider.accessTokenTtlS = 300;
      provider.answerToken = 'invalid_grant';
      expect((await visitor.ask('/api/orders')).status).toBe(401);
      provider.answerToken = 'ok';
      expect(await isLoggedIn(visitor)).toBe(false);
    });

    it('6.1.2.3: the session is on the server, which can end it at will', async () => {
      const visitor = stand.visitor();
      await visitor.logIn();
      const token = await provider.logoutToken({ sid: provider.grants.at(-1)?.sid, sub: null });
      await fetch(`${stand.gateway.url}/bff/backchannel-logout`, {
        method: 'POST',
        body: new URLSearchParams({ logout_token: token }),
      });
      expect(await isLoggedIn(visitor)).toBe(false);
    });
  });

  describe('6.1.3.1, the authorization code grant', () => {
    it('MUST act as a confidential client, with credentials at the provider', async () => {
      const secret = provider.clientSecret;
      provider.clientSecret = 'another';
      const visitor = stand.visitor();
      const answer = await visitor.open(await visitor.beforeCallback());
      provider.clientSecret = secret;
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await isLoggedIn(visitor)).toBe(false);
      for (const asked of provider.authorizationRequests) {
        expect(asked.get('client_id')).toBe('web-bff');
        expect(`${asked}`).not.toContain(secret);
      }
    });

    it('MUST use the authorization code grant (and, 7.2 and 7.3, MUST NOT the implicit or the password grant)', () => {
      for (const asked of provider.authorizationRequests) {
        expect(asked.getAll('response_type')).toEqual(['code']);
        expect(asked.get('response_mode') ?? 'query').toBe('query');
      }
      const grants = new Set(provider.tokenRequests.map(({ grant }) => grant));
      expect([...grants].sort()).toEqual(['authorization_code', 'refresh_token']);
    });

    it('MUST NOT take tokens from the authorization response (7.2)', async () => {
      const visitor = stand.visitor();
      const callback = await visitor.beforeCallback();
      callback.searchParams.delete('code');
      callback.searchParams.set('access_token', accessToken());
      callback.searchParams.set('id_token', provider.issued[1] ?? '');
      expect((await visitor.open(callback)).status).toBe(400);
      expect(await isLoggedIn(visitor)).toBe(false);
    });
  });

  describe('6.1.3.1, by RFC 9700, sections 2.1 and 2.1.1', () => {
    it('PKCE is RECOMMENDED, by a method (SHOULD) that keeps the verifier to itself: S256', async () => {
      const asked = (await stand.visitor().begin()).searchParams;
      expect(asked.get('code_challenge_method')).toBe('S256');
      expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    });

    it('MUST prevent code injection: a code of another transaction gets nobody in', async () => {
      const [attacker, victim] = [stand.visitor(), stand.visitor()];
      const stolen = (await attacker.beforeCallback()).searchParams.get('code') ?? '';
      const own = await victim.beforeCallback();
      own.searchParams.set('code', stolen);
      expect((await victim.open(own)).status).toBe(400);
      expect(await isLoggedIn(victim)).toBe(false);
    });

    it('challenge and nonce MUST be of one transaction', async () => {
      const visitor = stand.visitor();
      const seen = { code_challenge: new Set(), nonce: new Set(), state: new Set() };
      const LOG_INS = 10;
      for (let i = 0; i < LOG_INS; i++) {
        const asked = (await visitor.begin()).searchParams;
        for (const [name, values] of Object.entries(seen)) values.add(asked.get(name));
      }
      for (const values of Object.values(seen)) expect(values.size).toBe(LOG_INS);
    });

    it('and MUST be bound to the browser in which it began', async () => {
      const callback = await stand.visitor().beforeCallback();
      const other = stand.visitor();
      expect((await other.open(callback)).status).toBe(400);
      expect(await isLoggedIn(other)).toBe(false);
    });

    it('MUST prevent forgery of the callback: a state of nobody is refused', async () => {
      const visitor = stand.visitor();
      const callback = await visitor.beforeCallback();
      callback.searchParams.set('state', 'forged');
      expect((await visitor.open(callback)).status).toBe(400);
    });

    it('MUST NOT forward a browser to wherever a query says', async () => {
      for (const target of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
        const answer = await stand.visitor().open(`/bff/login?returnUrl=${encodeURIComponent(target)}`);
        expect(answer.status).toBe(400);
        expect(answer.headers.get('location')).toBeNull();
      }
    });

    it('SHOULD compare the issuer of the response, against mix-up (also 9.3)', async () => {
      const visitor = stand.visitor();
      const callback = await visitor.beforeCallback();
      callback.searchParams.set('iss', 'https://another.example');
      expect((await visitor.open(callback)).status).toBe(400);
    });

    it('SHOULD ask for tokens of one audience (2.3; 9.1: one resource by RFC 8707)', async () => {
      await alice.ask('/api/orders');
      const token =
        upstream.requests.find(({ headers }) => headers.authorization)?.headers.authorization ?? '';
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
        aud: unknown;
      };
      expect(typeof claims.aud).toBe('string');
    });

    it('RECOMMENDED to configure itself by the metadata of the provider (2.6)', async () => {
      // All that the gateway was told is the issuer.
      expect((await stand.visitor().begin()).pathname).toBe('/authorize');
    });
  });

  describe('6.1.3.2, cookies', () => {
    const named = (line: string) => line.slice(0, line.indexOf('='));
    let lines: string[];
    beforeAll(async () => {
      const visitor = stand.visitor();
      await visitor.logIn();
      const { logoutUrl } = (await (await visitor.ask('/bff/user')).json()) as { logoutUrl: string };
      await visitor.open(logoutUrl);
      const refused = stand.visitor();
      const callback = await refused.beforeCallback();
      callback.searchParams.set('state', 'forged');
      await refused.open(callback);
      lines = [...visitor.setCookies, ...refused.setCookies];
      for (const route of routes) {
        const { headers } = await askRoute(stand.gateway, route, asScript(alice));
        lines.push(...headers.getSetCookie());
      }
    });

    it('are what this suite thinks: one for the session, one for each log-in', () => {
      expect(lines.filter(isSessionCookie).length).toBeGreaterThanOrEqual(2);
      const others = lines.filter((line) => !isSessionCookie(line));
      expect(others.length).toBeGreaterThanOrEqual(2);
      for (const line of others) expect(named(line)).toMatch(/login/);
    });

    it('MUST be Secure', () => {
      for (const line of lines) expect(line).toMatch(/; Secure(?:;|$)/i);
    });

    it('MUST be HttpOnly', () => {
      for (const line of lines) expect(line).toMatch(/; HttpOnly(?:;|$)/i);
    });

    it('SHOULD be SameSite=Strict; that of a log-in is Lax, since the provider may be another site, and short-lived', () => {
      const TEN_MINUTES_S = 600;
      for (const line of lines) {
        if (isSessionCookie(line)) expect(line).toMatch(/; SameSite=Strict(?:;|$)/i);
        else {
          expect(line).toMatch(/; SameSite=Lax(?:;|$)/i);
          expect(Number(/max-age=(\d+)/i.exec(line)?.[1])).toBeLessThanOrEqual(TEN_MINUTES_S);
        }
      }
    });

    it('SHOULD have the path /', () => {
      for (const line of lines) expect(line).toMatch(/; Path=\/(?:;|$)/i);
    });

    it('SHOULD NOT have a Domain', () => {
      for (const line of lines) expect(line).not.toMatch(/; *Domain/i);
    });

    it('SHOULD have names whose prefix says that they were set over HTTP', () => {
      for (const line of lines) expect(line).toMatch(/^__Host-Http-/);
    });

    it('SHOULD be encrypted where they hold anything: that of the session is an id, that of a log-in is sealed', async () => {
      const visitor = stand.visitor();
      const { searchParams } = await visitor.begin('/orders/a-private-order');
      const secrets = ['state', 'nonce', 'code_challenge'].map((name) => searchParams.get(name) ?? '');
      // The name of the cookie may tell which log-in it belongs to; what it holds must not tell anything.
      for (const value of visitor.cookies.values()) {
        const read = [value, decodeURIComponent(value), ...value.split('.').map(fromBase64Url)].join('\n');
        for (const secret of [...secrets, 'a-private-order', 'verifier', provider.issuer]) {
          expect(read).not.toContain(secret);
        }
      }
      const opened = Buffer.from(alice.session ?? '', 'base64url');
      expect(opened.length).toBe(32);
      for (const token of provider.issued) expect(token).not.toContain(alice.session);
    });
  });

  describe('6.1.3.3, cross-site request forgery', () => {
    it('MUST have a defence: no route for users answers another site, or somebody else', async () => {
      const attempts = attemptsWith(cookieOf(alice), accessToken());
      expect(
        await flawsOf(
          stand.gateway,
          guarded,
          attempts.filter(({ header }) => !header),
        ),
      ).toEqual([]);
      expect(upstream.requests).toEqual([]);
    });

    it('6.1.3.3.2: SHOULD ask for a header of its own, and MUST on every request', async () => {
      const attempts = attemptsWith(cookieOf(alice), accessToken()).filter(({ header }) => header);
      expect(attempts.length).toBeGreaterThan(0);
      expect(await flawsOf(stand.gateway, guarded.filter(asksForHeader), attempts)).toEqual([]);
      expect(upstream.requests).toEqual([]);
    });

    it('lets its own page through, so that the above says something', async () => {
      for (const route of guarded) {
        const { status } = await askRoute(stand.gateway, route, asScript(alice));
        expect([nameOf(route), status]).not.toEqual([nameOf(route), 401]);
        expect([nameOf(route), status]).not.toEqual([nameOf(route), 403]);
      }
    });

    it('6.1.3.3.1: does not rely on SameSite alone: another origin of the same site is refused as well', async () => {
      const route = { method: 'GET', template: '/api/home' };
      const headers = { ...asScript(alice), 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' };
      expect((await askRoute(stand.gateway, route, headers)).status).toBe(403);
    });

    it('6.1.3.3.2: approves no preflight of another origin', async () => {
      for (const route of guarded) {
        const answer = await fetch(stand.gateway.url + addressOf(route), {
          method: 'OPTIONS',
          headers: {
            origin: 'https://evil.example',
            'access-control-request-method': route.method,
            'access-control-request-headers': 'x-csrf',
          },
        });
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      }
    });

    it('6.1.3.3.2: approves that of an origin that is allowed, and of no other', async () => {
      const friend = 'http://shop.localhost';
      await using allowing = await SessionStand.start({ ALLOWED_ORIGINS: friend });
      const visitor = allowing.visitor();
      await visitor.logIn();
      const ask = (origin: string, site: string, method = 'GET') =>
        fetch(`${allowing.gateway.url}/bff/user`, {
          method,
          headers: {
            origin,
            'sec-fetch-site': site,
            ...(method === 'OPTIONS'
              ? { 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-csrf' }
              : { cookie: cookieOf(visitor), 'x-csrf': '1' }),
          },
        });
      const approved = await ask(friend, 'same-site', 'OPTIONS');
      expect(approved.headers.get('access-control-allow-origin')).toBe(friend);
      expect(approved.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('x-csrf');
      expect((await ask(friend, 'same-site')).status).toBe(200);
      expect((await ask(friend, 'cross-site')).status).toBe(403);
      for (const other of ['http://evil.localhost', 'http://shop.localhost.evil.example', 'null']) {
        const refused = await ask(other, 'same-site', 'OPTIONS');
        expect(refused.headers.get('access-control-allow-origin')).toBeNull();
        expect((await ask(other, 'same-site')).status).toBe(403);
      }
    });
  });

  describe('6.1.3.5, operation', () => {
    it('an upstream is told on whose behalf it is asked, so that it can limit users and not the gateway', async () => {
      await alice.ask('/api/home');
      const told = upstream.requests.filter(({ headers }) => headers['x-user-id'] ?? headers.authorization);
      expect(told.length).toBeGreaterThan(0);
      for (const { headers } of told) if (!headers.authorization) expect(headers['x-user-id']).toBe('alice');
    });
  });

  describe('6.1.3.6, the proxy', () => {
    const nasty = [
      '..',
      '.',
      '%2e%2e',
      '..%2f..%2fadmin',
      '%2fadmin',
      '%5cadmin',
      'http:%2f%2fevil.example',
      '%2f%2fevil.example',
      '@evil.example',
      'x%3fadmin=1',
      'x%23',
      'x%00',
      'x%0d%0aHost:%20evil.example',
      'x;y',
      'x%252f..',
    ];
    /** What cannot be one segment, however often it is decoded, or would be a name that another program resolves. */
    const LEAVES_SEGMENT = /^\.{0,2}$|[\u0000-\u001f/\\]/;

    it('MUST forward to approved hosts and nowhere else, whatever the path says', async () => {
      const withId = routes.filter(({ template }) => /[:*]/.test(template) && template.startsWith('/api'));
      expect(withId.length).toBeGreaterThan(2);
      for (const route of withId) {
        for (const id of nasty) {
          upstream.requests.length = 0;
          const { status } = await askRoute(stand.gateway, route, asScript(alice), addressOf(route, id));
          expect([nameOf(route), id, status >= 300 && status < 400]).toEqual([nameOf(route), id, false]);
          for (const { path } of upstream.requests) {
            for (const segment of path.split('/').slice(1)) {
              const decoded = decodeURIComponent(segment);
              // What is no name of an upstream's own is the id, whole and in its place.
              if (!/^[a-z-]+$/.test(decoded)) expect(decoded).toBe(decodeURIComponent(id));
              expect(decodeURIComponent(decoded)).not.toMatch(LEAVES_SEGMENT);
            }
          }
        }
      }
    });

    it('MUST check where a dynamic route leads: the host that a caller names plays no part', async () => {
      await using evil = await fakeUpstream();
      const host = evil.url.replace('http://', '');
      const targets = [`/api/orders/${host}`, `/api/orders?url=${evil.url}`, `/api/products?q=${evil.url}`];
      const headers = {
        ...asScript(alice),
        'x-forwarded-host': host,
        forwarded: `host=${host}`,
        'x-original-url': evil.url,
      };
      for (const target of targets) await fetch(stand.gateway.url + target, { headers });
      for (const route of guarded) await askRoute(stand.gateway, route, headers);
      expect(evil.requests).toEqual([]);
      for (const asked of upstream.requests) expect(asked.headers.host).toBe(`127.0.0.1:${upstream.port}`);
    });

    it('MUST pass through to declared paths alone', async () => {
      for (const path of [
        '/api/users/alice',
        '/api/users/me/cards',
        '/api/users',
        '/api/payments',
        '/api/nowhere',
      ]) {
        expect((await alice.ask(path)).status).toBe(404);
      }
      expect(upstream.requests).toEqual([]);
    });

    it('methods are restricted route by route', async () => {
      const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
      const templates = new Map<string, Set<string>>();
      for (const { method, template } of guarded) {
        templates.set(template, (templates.get(template) ?? new Set()).add(method));
      }
      for (const [template, known] of templates) {
        for (const method of METHODS.filter((name) => !known.has(name))) {
          const { status } = await askRoute(stand.gateway, { method, template }, asScript(alice));
          expect([method, template, status]).toEqual([method, template, 405]);
        }
      }
      expect(upstream.requests).toEqual([]);
    });
  });

  describe('6.1.4, threats', () => {
    it('6.1.4.1: every page has a policy that lets no inline script run', async () => {
      let pages = 0;
      for (const route of routes.filter(({ method }) => method === 'GET')) {
        const { headers } = await askRoute(stand.gateway, route, asScript(alice));
        if (!headers.get('content-type')?.startsWith('text/html')) continue;
        pages += 1;
        const policy = headers.get('content-security-policy') ?? '';
        const scripts =
          /(?:^|;)\s*script-src([^;]*)/.exec(policy) ?? /(?:^|;)\s*default-src([^;]*)/.exec(policy);
        expect([nameOf(route), scripts?.[1]]).toEqual([nameOf(route), expect.any(String)]);
        expect(scripts?.[1]).not.toMatch(/unsafe-inline|unsafe-eval|\*|data:/);
        expect(policy).toMatch(/frame-ancestors 'none'/);
      }
      expect(pages).toBeGreaterThan(0);
      const callback = await stand.visitor().logIn();
      if (callback.headers.get('content-type')?.startsWith('text/html')) {
        expect(callback.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      }
    });

    it('6.1.4.2: nobody gets tokens by running a flow of their own: a code is of no use without the secret', async () => {
      const visitor = stand.visitor();
      const callback = await visitor.beforeCallback();
      const answer = await fetch(`${provider.issuer}/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: 'web-bff',
          code: callback.searchParams.get('code') ?? '',
          redirect_uri: callback.origin + callback.pathname,
        }),
      });
      expect(answer.status).toBe(401);
    });
  });
});

const fromBase64Url = (text: string) => Buffer.from(text, 'base64url').toString('latin1');
