import type { RunningGateway } from '@frontdesk/gateway';
import { eventually, type FakeUpstream, fakeUpstream, freePort } from '@frontdesk/testing';
import { nextOf, Visitor } from '../visitor.js';
import { TestIdentity } from './identity-for-tests.js';

await import('@nestjs/core');
const { startWebBff } = await import('../../src/start-web-bff.js');
const { upstreams } = await import('../../src/upstreams.js');

/** As good as expired from the first: every call renews. */
const SHORT_TTL_S = '2';

describe('with the sample identity provider in a process of its own', () => {
  let identity: TestIdentity;
  let upstream: FakeUpstream;
  let gateway: RunningGateway;
  beforeAll(async () => {
    const port = await freePort();
    [identity, upstream] = await Promise.all([
      TestIdentity.start(`http://127.0.0.1:${port}`, { ACCESS_TOKEN_TTL_S: SHORT_TTL_S }),
      fakeUpstream(),
    ]);
    upstream.answer(200, { items: [], nextCursor: null });
    const urls = Object.keys(upstreams).map((name) => [`${name.toUpperCase()}_URL`, upstream.url]);
    gateway = await startWebBff({
      ...(Object.fromEntries(urls) as Record<string, string>),
      OIDC_ISSUER: identity.issuer,
      OIDC_CLIENT_SECRET_FILE: identity.secretFile,
      ORDERS_IDENTITY: 'token',
      ORDERS_AUDIENCE: 'urn:frontdesk:shop',
      PORT: String(port),
      MANAGEMENT_PORT: '0',
      LOG_LEVEL: 'silent',
    });
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all([identity[Symbol.asyncDispose](), upstream[Symbol.asyncDispose]()]);
  });

  /** Somebody who has logged in at both, in one browser. */
  async function loggedIn(name: string, browser = new Visitor(identity.issuer)) {
    const visitor = new Visitor(gateway.url);
    const answer = await visitor.open(await identity.approve(await visitor.begin('/cart'), name, browser));
    expect([answer.status, await nextOf(answer)]).toEqual([200, '/cart']);
    return { visitor, browser };
  }
  const status = async (visitor: Visitor) => (await visitor.ask('/bff/user')).status;

  it('logs in, and tells who it is', async () => {
    const { visitor } = await loggedIn('alice');
    const answer = await visitor.ask('/bff/user');
    expect(await answer.json()).toMatchObject({
      claims: { sub: 'alice', name: 'Alice Archer', email: expect.stringContaining('@') },
    });
  });

  it('renews tokens that rotate, call after call, and all at once', async () => {
    const { visitor } = await loggedIn('alice');
    for (let count = 0; count < 5; count += 1) expect(await status(visitor)).toBe(200);
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => status(visitor))))).toEqual(
      new Set([200]),
    );
    expect(await status(visitor)).toBe(200);
  });

  it('gives an upstream a token for its own audience', async () => {
    const { visitor } = await loggedIn('alice');
    await visitor.ask('/api/orders');
    const [sent = ''] = upstream.requests.flatMap(({ headers }) => headers.authorization ?? []);
    const claims = JSON.parse(Buffer.from(sent.split('.')[1] ?? '', 'base64url').toString()) as object;
    expect(claims).toMatchObject({ aud: 'urn:frontdesk:shop', sub: 'alice', iss: identity.issuer });
  });

  it('logs out here and there', async () => {
    const { visitor, browser } = await loggedIn('bob');
    const before = visitor.copy();
    const { logoutUrl } = (await (await visitor.ask('/bff/user')).json()) as { logoutUrl: string };
    const there = (await visitor.open(logoutUrl)).headers.get('location') ?? '';
    expect(await status(before)).toBe(401);
    const page = await (await browser.open(there)).text();
    // It knows by the hint who leaves, and does not ask.
    expect(page).toContain('<script');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const left = await browser.open('/session/end/confirm', {
      method: 'POST',
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    });
    expect(left.headers.get('location')).toBe(`${gateway.url}/`);
    // Whoever logs in next is asked who it is.
    expect((await browser.open(await visitor.begin())).headers.get('location')).toMatch(/^\/?.*interaction/);
  });

  it('ends the session here when the user logs out there', async () => {
    const [one, other] = [await loggedIn('alice'), await loggedIn('alice')];
    await identity.logOut(one.browser);
    await eventually(async () => (await status(one.visitor)) === 401, 'the end of the session');
    expect(await status(other.visitor)).toBe(200);
  });

  it('logs in again in the same browser without ending what comes of it with what was before', async () => {
    const { visitor, browser } = await loggedIn('alice');
    const before = visitor.copy();
    const answer = await browser.open(await visitor.begin('/'));
    await visitor.open(answer.headers.get('location') ?? '');
    expect([await status(before), await status(visitor), await status(visitor)]).toEqual([401, 200, 200]);
  });
});
