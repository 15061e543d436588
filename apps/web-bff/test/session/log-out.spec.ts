import { eventually, type OpenIdProvider } from '@frontdesk/testing';
import { SessionStand } from '../session-stand.js';
import type { Visitor } from '../visitor.js';

let stand: SessionStand;
let provider: OpenIdProvider;
beforeAll(async () => {
  stand = await SessionStand.start();
  ({ provider } = stand);
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => {
  provider.user = 'alice';
  provider.answerRevocation = 'ok';
  provider.revoked.length = 0;
});

const loggedIn = async () => {
  const visitor = stand.visitor();
  await visitor.logIn();
  const { logoutUrl } = (await (await visitor.ask('/bff/user')).json()) as { logoutUrl: string };
  return { visitor, before: visitor.copy(), logoutUrl };
};
const isLoggedIn = async (visitor: Visitor) => (await visitor.ask('/bff/user')).status === 200;

describe('logging out', () => {
  it('ends the session, takes the cookie, clears the browser, and goes on to the provider', async () => {
    const { visitor, before, logoutUrl } = await loggedIn();
    const answer = await visitor.open(logoutUrl);
    expect(answer.status).toBe(303);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'clear-site-data': '"cache", "storage"',
      'referrer-policy': 'no-referrer',
    });
    expect(visitor.cookies.size).toBe(0);
    expect(await isLoggedIn(before)).toBe(false);

    const there = new URL(answer.headers.get('location') ?? '');
    expect(there.origin + there.pathname).toBe(`${provider.issuer}/end_session`);
    expect(there.searchParams.get('post_logout_redirect_uri')).toBe(`${stand.gateway.url}/`);
    expect(there.searchParams.get('logout_hint')).toBe(provider.grants.at(-1)?.sid);
    expect(there.searchParams.get('id_token_hint')).toBeNull();
    const back = await fetch(there, { redirect: 'manual' });
    expect(back.headers.get('location')).toBe(`${stand.gateway.url}/`);
  });

  it('revokes the refresh token', async () => {
    const { visitor, logoutUrl } = await loggedIn();
    await visitor.open(logoutUrl);
    expect(provider.revoked).toHaveLength(1);
    expect(provider.refreshTokens.has(provider.revoked[0] ?? '')).toBe(true);
    expect(provider.grants.at(-1)?.ended).toBe(true);
  });

  it('shows the provider an ID token where it insists on one', async () => {
    await using other = await SessionStand.start({ OIDC_LOGOUT_HINT: 'id_token' });
    const visitor = other.visitor();
    await visitor.logIn();
    const { logoutUrl } = (await (await visitor.ask('/bff/user')).json()) as { logoutUrl: string };
    const there = new URL((await visitor.open(logoutUrl)).headers.get('location') ?? '');
    expect(other.provider.issued).toContain(there.searchParams.get('id_token_hint'));
  });

  it.each(['server_error', 'hang'] as const)(
    'works while the provider fails to revoke (%s), in less than a second',
    async (failure) => {
      provider.answerRevocation = failure;
      const { visitor, before, logoutUrl } = await loggedIn();
      const at = performance.now();
      expect((await visitor.open(logoutUrl)).status).toBe(303);
      expect(performance.now() - at).toBeLessThan(1_000);
      expect(await isLoggedIn(before)).toBe(false);
    },
  );

  it('works while the provider is down', async () => {
    await using other = await SessionStand.start();
    const visitor = other.visitor();
    await visitor.logIn();
    const before = visitor.copy();
    const { logoutUrl } = (await (await visitor.ask('/bff/user')).json()) as { logoutUrl: string };
    await other.provider.stop();
    const answer = await visitor.open(logoutUrl);
    expect(answer.status).toBe(303);
    expect(visitor.session).toBeUndefined();
    expect(await isLoggedIn(before)).toBe(false);
  });

  it('tells somebody who looks what is the matter where the address is wrong', async () => {
    const { visitor } = await loggedIn();
    const headers = { accept: 'text/html' };
    const wrong = await visitor.open('/bff/logout?sid=wrong', { headers });
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('still logged in')]);
    const nobody = await stand.visitor().open('/bff/logout?sid=x', { headers });
    expect([nobody.status, await nobody.text()]).toEqual([400, expect.stringContaining('not logged in')]);
  });
});

describe('the back channel', () => {
  const send = (body: string | URLSearchParams, headers: Record<string, string> = {}) =>
    fetch(`${stand.gateway.url}/bff/backchannel-logout`, { method: 'POST', body, headers });

  it('ends sessions, and those who watch them are told', async () => {
    const { visitor } = await loggedIn();
    const token = await provider.logoutToken();
    expect((await send(new URLSearchParams({ logout_token: token }))).status).toBe(200);
    await eventually(async () => !(await isLoggedIn(visitor)), 'the end');
  });

  it('takes a form and nothing else', async () => {
    const body = JSON.stringify({ logout_token: await provider.logoutToken() });
    expect((await send(body, { 'content-type': 'application/json' })).status).toBe(415);
  });

  it('cannot be judged while the keys of the provider cannot be had: 503, and it may be sent again', async () => {
    await using other = await SessionStand.start();
    const token = await other.provider.logoutToken();
    await other.provider.stop();
    const answer = await fetch(`${other.gateway.url}/bff/backchannel-logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
