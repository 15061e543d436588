import { fakeUpstream } from '@frontdesk/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as client from 'openid-client';
import { Browser } from './browser.js';
import { dataDirForTests, providerForTests, WEB_CALLBACK } from './provider-for-tests.js';

/** As web-bff does it: whatever openid-client checks of a provider, it checks of this one. */
describe('to openid-client, as web-bff, the provider', () => {
  const dataDir = dataDirForTests();
  afterAll(() => dataDir[Symbol.dispose]());

  async function discovered(issuer: string) {
    const secret = readFileSync(join(dataDir.path, 'web-bff.secret'), 'utf8');
    const insecure = { execute: [client.allowInsecureRequests] };
    return client.discovery(new URL(issuer), 'web-bff', secret, undefined, insecure);
  }

  it('says what it can do, the issuer in answers and logout over the back channel among it', async () => {
    await using provider = await providerForTests(dataDir.path);
    const server = (await discovered(provider.issuer)).serverMetadata();
    expect(server).toMatchObject({
      authorization_response_iss_parameter_supported: true,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      code_challenge_methods_supported: ['S256'],
    });
    for (const endpoint of ['token', 'revocation', 'end_session', 'userinfo'] as const) {
      expect(server[`${endpoint}_endpoint`]).toEqual(expect.stringContaining(provider.issuer));
    }
  });

  it('logs in with PKCE, state, nonce and issuer, refreshes, revokes, and logs out by session', async () => {
    await using webBff = await fakeUpstream();
    webBff.answer(204);
    await using provider = await providerForTests(dataDir.path, {
      WEB_BFF_BACKCHANNEL_LOGOUT_URI: `${webBff.url}/bff/backchannel-logout`,
    });
    const config = await discovered(provider.issuer);
    const [verifier, state, nonce] = [
      client.randomPKCECodeVerifier(),
      client.randomState(),
      client.randomNonce(),
    ];
    const question = client.buildAuthorizationUrl(config, {
      redirect_uri: WEB_CALLBACK,
      scope: 'openid profile email',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const browser = new Browser();
    const form = await browser.open(question, provider.issuer);
    const back = await provider.submit(browser, form.url, 'alice');
    expect(back.url.searchParams.get('iss')).toBe(provider.issuer);
    const tokens = await client.authorizationCodeGrant(config, back.url, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    expect(claims).toMatchObject({ sub: 'alice', name: 'Alice Archer', sid: expect.any(String) });
    expect(await client.fetchUserInfo(config, tokens.access_token, 'alice')).toMatchObject({ sub: 'alice' });

    const resource = 'urn:frontdesk:shop';
    const forShop = await client.refreshTokenGrant(config, tokens.refresh_token ?? '', { resource });
    expect((await provider.read(forShop.access_token)).claims.aud).toBe(resource);
    await client.tokenRevocation(config, forShop.refresh_token ?? '', { token_type_hint: 'refresh_token' });
    await expect(client.refreshTokenGrant(config, forShop.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });

    const end = client.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: 'http://127.0.0.1:3000/',
    });
    const asked = await browser.open(end, provider.issuer);
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(asked.html) ?? [];
    const confirm = `${provider.issuer}/session/end/confirm`;
    const left = await browser.open(confirm, provider.issuer, { xsrf, logout: 'yes' });
    expect(left.url.href).toBe('http://127.0.0.1:3000/');
    const logoutToken = new URLSearchParams(webBff.requests[0]?.body).get('logout_token') ?? '';
    expect((await provider.read(logoutToken)).claims).toMatchObject({ sid: claims?.sid, aud: 'web-bff' });
  });
});
