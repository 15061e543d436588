import { authorization, Browser } from './browser.js';
import {
  dataDirForTests,
  MOBILE_CALLBACK,
  providerForTests,
  type TestProvider,
  WEB_CALLBACK,
} from './provider-for-tests.js';

describe('the identity provider', () => {
  const dataDir = dataDirForTests();
  let provider: TestProvider;

  beforeAll(async () => {
    provider = await providerForTests(dataDir.path, { ACCESS_TOKEN_TTL_S: '77' });
  });
  afterAll(async () => {
    await provider[Symbol.asyncDispose]();
    dataDir[Symbol.dispose]();
  });

  it.each([
    ['web-bff', WEB_CALLBACK, 'alice'],
    ['web-bff', 'http://localhost:3000/bff/callback', 'bob'],
    ['mobile-bff', MOBILE_CALLBACK, 'bob'],
  ])('gives a user of %s at %s a token that this gateway takes', async (clientId, callback, name) => {
    const tokens = await provider.logIn(clientId, callback, name);
    const { header, claims } = await provider.read(tokens.access_token);
    expect(header).toMatchObject({ typ: 'at+jwt', alg: 'RS256', kid: expect.any(String) });
    expect(claims).toMatchObject({
      sub: name,
      aud: `urn:frontdesk:${clientId}`,
      client_id: clientId,
      scope: 'openid profile email',
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(77);
    const { header: idHeader, claims: idClaims } = await provider.read(tokens.id_token);
    expect(idHeader.typ).not.toBe('at+jwt');
    expect(idClaims).toMatchObject({ sub: name, aud: clientId });
  });

  it('says to a client who its user is', async () => {
    const { access_token: token } = await provider.logIn('web-bff', WEB_CALLBACK, 'alice');
    const me = (bearer: string) =>
      fetch(`${provider.issuer}/me`, { headers: { authorization: `Bearer ${bearer}` } });
    expect(await (await me(token)).json()).toEqual({
      sub: 'alice',
      name: 'Alice Archer',
      preferred_username: 'alice',
      email: 'alice@example.com',
      email_verified: true,
    });
    expect((await me(`${token}x`)).status).toBe(401);
  });

  it('asks again for a wrong password, and gives no code', async () => {
    const browser = new Browser();
    const { question } = authorization(provider.issuer, 'web-bff', WEB_CALLBACK);
    const form = await browser.open(question, provider.issuer);
    expect(form.html).toMatch(/name="login"[^]*name="password"/);
    for (const [login, password] of [
      ['alice', 'bob'],
      ['alice', ''],
      ['carol', 'carol'],
      ['__proto__', '__proto__'],
    ]) {
      const refused = await provider.submit(browser, form.url, login ?? '', password);
      expect([refused.status, refused.url.origin]).toEqual([403, provider.issuer]);
      expect(refused.html).toContain('The name or the password is wrong.');
    }
    const back = await provider.submit(browser, form.url, 'alice');
    expect(back.url.href).toMatch(/^http:\/\/127\.0\.0\.1:3000\/bff\/callback\?code=/);
    expect(back.url.searchParams.get('state')).toBe('the state');
  });

  it('does not let another browser finish a login', async () => {
    const { question } = authorization(provider.issuer, 'web-bff', WEB_CALLBACK);
    const form = await new Browser().open(question, provider.issuer);
    const stranger = await provider.submit(new Browser(), form.url, 'alice');
    expect(stranger.status).toBe(400);
  });

  it.each([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['for the tokens of another gateway', { resource: 'urn:frontdesk:mobile-bff' }],
    ['with scopes of partners', { scope: 'openid orders:read' }],
  ])('refuses a request %s', async (_case, wrong) => {
    const { question } = authorization(provider.issuer, 'web-bff', WEB_CALLBACK, wrong);
    const { url } = await new Browser().open(question, provider.issuer);
    expect(url.searchParams.get('error')).toMatch(/^invalid_(request|target|scope)$/);
  });

  it('redirects only to the addresses of its clients', async () => {
    const { question } = authorization(
      provider.issuer,
      'web-bff',
      'http://127.0.0.1:3000.example/bff/callback',
    );
    const { status, url } = await new Browser().open(question, provider.issuer);
    expect([status, url.origin]).toEqual([400, provider.issuer]);
  });

  it('asks no consent, even of a client that wants it asked', async () => {
    const more = { prompt: 'login consent', scope: 'openid offline_access' };
    const tokens = await provider.logIn('mobile-bff', MOBILE_CALLBACK, 'alice', new Browser(), more);
    expect(tokens.refresh_token).toEqual(expect.any(String));
  });

  it('refreshes with rotation, and ends everything when a spent refresh token comes back', async () => {
    const first = await provider.logIn('web-bff', WEB_CALLBACK, 'alice');
    const refresh = (token: string) =>
      provider.ask('/token', 'web-bff', { grant_type: 'refresh_token', refresh_token: token });

    const second = await refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect((await provider.read(second.body.access_token)).claims).toMatchObject({
      sub: 'alice',
      aud: 'urn:frontdesk:web-bff',
    });

    expect(await refresh(first.refresh_token)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect(await refresh(second.body.refresh_token)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });

  it('lets a user whose refresh token came back log in again', async () => {
    const browser = new Browser();
    const { refresh_token: token } = await provider.logIn('web-bff', WEB_CALLBACK, 'alice', browser);
    const spend = { grant_type: 'refresh_token', refresh_token: token };
    await provider.ask('/token', 'web-bff', spend);
    await provider.ask('/token', 'web-bff', spend);
    const again = await provider.logIn('web-bff', WEB_CALLBACK, 'alice', browser);
    expect((await provider.read(again.access_token)).claims.sub).toBe('alice');
  });

  it('gives web-bff a token for the services of the shop too, where it asks, and for its own audience where it does not', async () => {
    const first = await provider.logIn('web-bff', WEB_CALLBACK, 'alice');
    const refresh = (token: string, more: Record<string, string> = {}) =>
      provider.ask('/token', 'web-bff', { grant_type: 'refresh_token', refresh_token: token, ...more });
    const forShop = await refresh(first.refresh_token, { resource: 'urn:frontdesk:shop' });
    const { header, claims } = await provider.read(forShop.body.access_token);
    expect(header.typ).toBe('at+jwt');
    expect(claims).toMatchObject({ sub: 'alice', aud: 'urn:frontdesk:shop', client_id: 'web-bff' });
    expect(claims).not.toHaveProperty('scope');
    const own = await refresh(forShop.body.refresh_token);
    expect((await provider.read(own.body.access_token)).claims.aud).toBe('urn:frontdesk:web-bff');
    const foreign = await refresh(own.body.refresh_token, { resource: 'urn:frontdesk:mobile-bff' });
    expect(foreign.body.error).toBe('invalid_target');
  });

  it('says who the user is in the ID token too', async () => {
    const { id_token: token } = await provider.logIn('web-bff', WEB_CALLBACK, 'bob');
    expect((await provider.read(token)).claims).toMatchObject({
      sub: 'bob',
      name: 'Bob Baker',
      email: 'bob@example.com',
    });
  });

  it("revokes a refresh token, and no other login's of the same browser", async () => {
    const browser = new Browser();
    const [one, other] = [
      await provider.logIn('web-bff', WEB_CALLBACK, 'bob', browser),
      await provider.logIn('web-bff', 'http://localhost:3000/bff/callback', 'bob', browser),
    ];
    const revoke = { token: one.refresh_token };
    expect((await provider.ask('/token/revocation', 'mobile-bff', revoke)).status).toBe(200);
    expect((await provider.ask('/token/revocation', 'web-bff', revoke)).status).toBe(200);
    const refresh = (token: string) =>
      provider.ask('/token', 'web-bff', { grant_type: 'refresh_token', refresh_token: token });
    expect((await refresh(one.refresh_token)).body.error).toBe('invalid_grant');
    expect((await refresh(other.refresh_token)).status).toBe(200);
  });

  it("takes nobody's word for another client's token", async () => {
    const { refresh_token: token } = await provider.logIn('web-bff', WEB_CALLBACK, 'bob');
    await provider.ask('/token/revocation', 'acme', { token });
    const spend = { grant_type: 'refresh_token', refresh_token: token };
    expect((await provider.ask('/token', 'web-bff', spend)).status).toBe(200);
  });

  it('gives the partner acme its own token, with all of its scopes unless it asks for fewer', async () => {
    const all = await provider.ask('/token', 'acme', { grant_type: 'client_credentials' });
    const { header, claims } = await provider.read(all.body.access_token);
    expect(header.typ).toBe('at+jwt');
    expect(claims).toMatchObject({
      sub: 'acme',
      client_id: 'acme',
      aud: 'urn:frontdesk:partner-gateway',
      scope: 'products:read orders:read orders:write',
    });
    const few = await provider.ask('/token', 'acme', {
      grant_type: 'client_credentials',
      scope: 'orders:read',
    });
    expect((await provider.read(few.body.access_token)).claims.scope).toBe('orders:read');
    const more = await provider.ask('/token', 'acme', {
      grant_type: 'client_credentials',
      scope: 'profile',
    });
    expect(more.body.error).toBe('invalid_scope');
  });

  it('names itself in its addresses, whatever host it was asked by', async () => {
    const url = `${provider.issuer.replace('127.0.0.1', 'localhost')}/.well-known/openid-configuration`;
    const document = (await (
      await fetch(url, { headers: { 'x-forwarded-host': 'evil.example' } })
    ).json()) as object;
    const addresses = Object.entries(document).filter(([name]) => /endpoint$|_uri$|^issuer$/.test(name));
    expect(addresses.length).toBeGreaterThan(5);
    for (const [, address] of addresses) expect(new URL(address as string).origin).toBe(provider.issuer);
  });

  it('had nothing to complain of', () => {
    expect(provider.complaints).toEqual([]);
  });
});
