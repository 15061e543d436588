import { fakeUpstream } from '@frontdesk/testing';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { authorization, Browser } from './browser.js';
import { dataDirForTests, providerForTests } from './provider-for-tests.js';

describe('a logout', () => {
  it('is told to web-bff over the back channel, ends refreshing, and returns to where the client says', async () => {
    using dataDir = dataDirForTests();
    await using webBff = await fakeUpstream();
    webBff.answer(204);
    await using provider = await providerForTests(dataDir.path, { WEB_BFF_URLS: webBff.url });
    const browser = new Browser();
    const tokens = await provider.logIn('web-bff', `${webBff.url}/bff/callback`, 'alice', browser);

    const end = new URL(`${provider.issuer}/session/end`);
    end.search = new URLSearchParams({
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: `${webBff.url}/`,
      state: 'done',
    }).toString();
    const asked = await browser.open(end, provider.issuer);
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(asked.html) ?? [];
    const left = await browser.open(`${provider.issuer}/session/end/confirm`, provider.issuer, {
      xsrf,
      logout: 'yes',
    });
    expect(left.url.href).toBe(`${webBff.url}/?state=done`);

    const [call, ...others] = webBff.requests;
    expect([call?.method, call?.path, others.length]).toEqual(['POST', '/bff/backchannel-logout', 0]);
    const logoutToken = new URLSearchParams(call?.body).get('logout_token') ?? '';
    const { header, claims } = await provider.read(logoutToken);
    const { sid } = (await provider.read(tokens.id_token)).claims;
    expect(header.typ).toBe('logout+jwt');
    expect(claims).toMatchObject({
      aud: 'web-bff',
      sub: 'alice',
      sid,
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    });

    const spent = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    expect((await provider.ask('/token', 'web-bff', spent)).body.error).toBe('invalid_grant');
    expect(provider.complaints).toEqual([]);
  });

  it('goes on while web-bff is down, and says so in one line', async () => {
    using dataDir = dataDirForTests();
    const gone = await fakeUpstream();
    const { url } = gone;
    await gone[Symbol.asyncDispose]();
    await using provider = await providerForTests(dataDir.path, { WEB_BFF_URLS: url });
    const browser = new Browser();
    await provider.logIn('web-bff', `${url}/bff/callback`, 'alice', browser);
    const asked = await browser.open(`${provider.issuer}/session/end`, provider.issuer);
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(asked.html) ?? [];
    const left = await browser.open(`${provider.issuer}/session/end/confirm`, provider.issuer, {
      xsrf,
      logout: 'yes',
    });
    expect(left.html).toContain('You are signed out.');
    expect(provider.complaints).toEqual([expect.stringMatching(/^web-bff was not told of a logout: /)]);
  });

  it('runs its own script only where a verified hint names the user, and no other', async () => {
    using dataDir = dataDirForTests();
    await using provider = await providerForTests(dataDir.path);
    const browser = new Browser();
    const { id_token: hint } = await provider.logIn(
      'web-bff',
      'http://127.0.0.1:3000/bff/callback',
      'bob',
      browser,
    );
    const plain = await browser.open(`${provider.issuer}/session/end`, provider.issuer);
    expect([plain.html.includes('<script'), plain.headers.get('content-security-policy')]).toEqual([
      false,
      expect.not.stringContaining('script-src'),
    ]);
    const hinted = await browser.open(
      `${provider.issuer}/session/end?id_token_hint=${hint}`,
      provider.issuer,
    );
    const [, nonce] = /<script nonce="([^"]+)"/.exec(hinted.html) ?? [];
    expect(hinted.headers.get('content-security-policy')).toContain(`script-src 'nonce-${nonce}'`);
  });

  it('runs it for a client that names its session too, and for no other name', async () => {
    using dataDir = dataDirForTests();
    await using provider = await providerForTests(dataDir.path);
    const browser = new Browser();
    const callback = 'http://127.0.0.1:3000/bff/callback';
    const tokens = await provider.logIn('web-bff', callback, 'bob', browser);
    const { sid } = (await provider.read(tokens.id_token)).claims;
    const pageFor = async (hint: unknown) => {
      const query = new URLSearchParams({ client_id: 'web-bff', logout_hint: String(hint) });
      return (await browser.open(`${provider.issuer}/session/end?${query}`, provider.issuer)).html;
    };
    expect(await pageFor(sid)).toContain('<script');
    for (const hint of ['', 'another', 'bob', 'undefined'])
      expect(await pageFor(hint)).not.toContain('<script');
  });
});

describe('a restart', () => {
  it('keeps keys, secrets, sessions and refresh tokens, and shows them to their owner alone', async () => {
    using dataDir = dataDirForTests();
    const callback = 'http://127.0.0.1:3000/bff/callback';
    const browser = new Browser();
    const before = await providerForTests(dataDir.path);
    const port = new URL(before.issuer).port;
    const tokens = await before.logIn('web-bff', callback, 'alice', browser);
    const partner = await before.ask('/token', 'acme', { grant_type: 'client_credentials' });
    await before[Symbol.asyncDispose]();

    await using after = await providerForTests(dataDir.path, { PORT: port });
    // Connections to the process that was there before are in the pool, and fail once.
    await fetch(`${after.issuer}/health`).catch(() => undefined);
    expect((await after.read(partner.body.access_token)).claims.sub).toBe('acme');
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    expect((await after.ask('/token', 'web-bff', refresh)).status).toBe(200);
    const { question } = authorization(after.issuer, 'web-bff', callback, { prompt: 'none' });
    const silent = await browser.open(question, after.issuer);
    expect(silent.url.searchParams.get('code')).toEqual(expect.any(String));
    expect((await after.ask('/token', 'acme', { grant_type: 'client_credentials' })).status).toBe(200);

    for (const name of ['clients.json', 'keys.json', 'web-bff.secret']) {
      expect(statSync(join(dataDir.path, name)).mode & 0o777).toBe(0o600);
    }
    expect(readdirSync(dataDir.path).filter((name) => /\d$/.test(name))).toEqual([]);
  });

  it('writes down the secret of web-bff, alone in a file, and takes one that it is given', async () => {
    using dataDir = dataDirForTests();
    const secretAfter = async (env: NodeJS.ProcessEnv = {}) => {
      await using provider = await providerForTests(dataDir.path, env);
      const secret = readFileSync(join(dataDir.path, 'web-bff.secret'), 'utf8');
      const body = new URLSearchParams({ client_id: 'web-bff', client_secret: secret, token: 'none' });
      const url = `${provider.issuer}/token/revocation`;
      expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
      return secret;
    };
    const made = await secretAfter();
    expect(made).toMatch(/^[\w-]{43}$/);
    expect(await secretAfter()).toBe(made);
    const given = 'given-by-the-operator';
    expect(await secretAfter({ WEB_BFF_CLIENT_SECRET: given })).toBe(given);
    expect(await secretAfter()).toBe(given);
  });

  it('makes other keys in another folder', async () => {
    const thumbprint = async () => {
      using dataDir = dataDirForTests();
      await using provider = await providerForTests(dataDir.path);
      const jwks = await (await fetch(`${provider.issuer}/jwks`)).text();
      expect(jwks).not.toMatch(/"(d|p|q)":/);
      return createHash('sha256').update(jwks).digest('hex');
    };
    expect(await thumbprint()).not.toBe(await thumbprint());
  });
});
