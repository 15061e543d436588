import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  fetchUserInfo,
  refreshTokenGrant,
  tokenRevocation,
} from 'openid-client';
import { type OpenIdProvider, openIdProvider } from './open-id-provider.js';

const REDIRECT_URI = 'http://127.0.0.1:3000/bff/callback';
const PKCE_VERIFIER = 'v'.repeat(43);

let provider: OpenIdProvider;
let client: Configuration;
beforeEach(async () => {
  provider = await openIdProvider();
  client = await discovery(
    new URL(provider.issuer),
    provider.clientId,
    provider.clientSecret,
    undefined,
    // No transport security: it is a test on the loopback.
    { execute: [allowInsecureRequests] },
  );
});
afterEach(() => provider.stop());

/** Goes to the provider and comes back: what the browser is told to open. */
async function comeBack(more: Record<string, string> = {}): Promise<URL> {
  const there = buildAuthorizationUrl(client, {
    redirect_uri: REDIRECT_URI,
    scope: 'openid profile',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: await calculatePKCECodeChallenge(PKCE_VERIFIER),
    code_challenge_method: 'S256',
    ...more,
  });
  const answer = await fetch(there, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}

const checks = {
  pkceCodeVerifier: PKCE_VERIFIER,
  expectedState: 'the-state',
  expectedNonce: 'the-nonce',
  idTokenExpected: true,
};

describe('the OpenID provider for tests', () => {
  it('logs a user in for a client that keeps to the standards', async () => {
    provider.user = 'bob';
    const callback = await comeBack();
    expect(callback.searchParams.get('iss')).toBe(provider.issuer);
    const tokens = await authorizationCodeGrant(client, callback, checks);
    expect(tokens.claims()).toMatchObject({ sub: 'bob', name: 'Bob', email: 'bob@example.com' });
    expect(provider.issued).toEqual([tokens.access_token, tokens.id_token, tokens.refresh_token]);
    expect(provider.tokenRequests).toEqual([{ grant: 'authorization_code' }]);
    expect(await fetchUserInfo(client, tokens.access_token, 'bob')).toMatchObject({ name: 'Bob' });
  });

  it('takes a code once, and ends what the first use gave when it comes again', async () => {
    const callback = await comeBack();
    const tokens = await authorizationCodeGrant(client, callback, checks);
    await expect(authorizationCodeGrant(client, callback, checks)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(refreshTokenGrant(client, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('refuses another code verifier, and another client secret', async () => {
    const wrongVerifier = { ...checks, pkceCodeVerifier: 'w'.repeat(43) };
    await expect(authorizationCodeGrant(client, await comeBack(), wrongVerifier)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    provider.clientSecret = 'another';
    await expect(authorizationCodeGrant(client, await comeBack(), checks)).rejects.toMatchObject({
      cause: [{ scheme: 'basic' }],
    });
  });

  it('takes the secret by HTTP Basic as well', async () => {
    const { searchParams } = await comeBack();
    const answer = await fetch(`${provider.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${provider.clientId}:${provider.clientSecret}`)}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: searchParams.get('code') ?? '',
        redirect_uri: REDIRECT_URI,
        code_verifier: PKCE_VERIFIER,
      }),
    });
    expect(answer.status).toBe(200);
  });

  it('refuses at the redirect URI, and never redirects to one that it does not know', async () => {
    expect((await comeBack({ code_challenge_method: 'plain' })).searchParams.get('error')).toBe(
      'invalid_request',
    );
    provider.user = null;
    expect((await comeBack()).searchParams.get('error')).toBe('access_denied');
    await expect(comeBack({ redirect_uri: 'https://evil.example/bff/callback' })).rejects.toThrow();
  });

  it('rotates refresh tokens, and ends the grant when an old one comes again', async () => {
    const first = await authorizationCodeGrant(client, await comeBack(), checks);
    const second = await refreshTokenGrant(client, first.refresh_token ?? '');
    expect(second.refresh_token).not.toBe(first.refresh_token);
    for (const token of [first.refresh_token, second.refresh_token]) {
      await expect(refreshTokenGrant(client, token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    }
  });

  it('ends a grant when its refresh token is revoked', async () => {
    const { refresh_token: token = '' } = await authorizationCodeGrant(client, await comeBack(), checks);
    await tokenRevocation(client, token);
    expect(provider.revoked).toEqual([token]);
    await expect(refreshTokenGrant(client, token)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('writes access tokens for the resource that is asked, of those that were granted', async () => {
    const audienceOf = (token: string) =>
      (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { aud: string }).aud;
    const there = await comeBack({ resource: 'urn:frontdesk:shop' });
    const tokens = await authorizationCodeGrant(client, there, checks, { resource: 'urn:frontdesk:shop' });
    expect(audienceOf(tokens.access_token)).toBe('urn:frontdesk:shop');
    await expect(
      refreshTokenGrant(client, tokens.refresh_token ?? '', { resource: 'urn:frontdesk:web-bff' }),
    ).rejects.toMatchObject({ error: 'invalid_target' });
    expect((await comeBack({ resource: 'urn:another' })).searchParams.get('error')).toBe('invalid_target');
  });

  it.each(['id_token_hint', 'logout_hint'])(
    'sends the user back after log-out by %s, and ends what was granted',
    async (name) => {
      const tokens = await authorizationCodeGrant(client, await comeBack(), checks);
      const hint = name === 'id_token_hint' ? tokens.id_token : tokens.claims()?.['sid'];
      const there = buildEndSessionUrl(client, {
        [name]: String(hint),
        post_logout_redirect_uri: 'http://127.0.0.1:3000/',
        state: 's',
      });
      const answer = await fetch(there, { redirect: 'manual' });
      expect(answer.headers.get('location')).toBe('http://127.0.0.1:3000/?state=s');
      await expect(refreshTokenGrant(client, tokens.refresh_token ?? '')).rejects.toMatchObject({
        error: 'invalid_grant',
      });
    },
  );

  it.each([
    ['nonce', { claims: { nonce: 'another' } }],
    ['issuer', { claims: { iss: 'https://another.example' } }],
    ['audience', { claims: { aud: 'another' } }],
    ['end', { claims: { exp: 1 } }],
    ['algorithm', { header: { alg: 'none' } }],
  ])('writes ID tokens whose %s is wrong', async (_, wrong) => {
    provider.idToken = wrong;
    await expect(authorizationCodeGrant(client, await comeBack(), checks)).rejects.toThrow();
  });

  it('answers at the redirect URI with what it is told to', async () => {
    provider.authorizationAnswer = { state: 'another', iss: null };
    const { searchParams } = await comeBack();
    expect(searchParams.get('state')).toBe('another');
    expect(searchParams.has('iss')).toBe(false);
  });

  it.each([
    ['invalid_grant', { error: 'invalid_grant' }],
    ['server_error', { name: 'ClientError' }],
    ['reset', { name: 'ClientError' }],
  ] as const)('answers token requests with %s', async (told, error) => {
    const callback = await comeBack();
    provider.answerToken = told;
    await expect(authorizationCodeGrant(client, callback, checks)).rejects.toMatchObject(error);
  });

  it('asks the user first, where it is to', async () => {
    provider.asks = true;
    const there = buildAuthorizationUrl(client, {
      redirect_uri: REDIRECT_URI,
      scope: 'openid',
      state: '"&<',
      code_challenge: await calculatePKCECodeChallenge(PKCE_VERIFIER),
      code_challenge_method: 'S256',
    });
    const page = await (await fetch(there)).text();
    expect(page).toContain('<button>Approve</button>');
    expect(page).toContain('value="&quot;&amp;&lt;"');
    const approved = await fetch(`${provider.issuer}/authorize`, {
      method: 'POST',
      body: there.searchParams,
      redirect: 'manual',
    });
    expect(approved.headers.get('location')).toContain('code=');
  });

  it('writes log-out tokens', async () => {
    const { decodeJwt, decodeProtectedHeader } = await import('jose');
    const token = await provider.logoutToken({ sid: 'a-session' });
    expect(decodeProtectedHeader(token)['typ']).toBe('logout+jwt');
    expect(decodeJwt(token)).toMatchObject({
      iss: provider.issuer,
      aud: 'web-bff',
      sub: 'alice',
      sid: 'a-session',
    });
    expect(decodeJwt(token)).toHaveProperty(['events', 'http://schemas.openid.net/event/backchannel-logout']);
  });
});
