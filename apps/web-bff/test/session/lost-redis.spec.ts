import { describeWithRedis, eventually, redisForTests, type TestRedis } from '@frontdesk/testing';
import { SessionStand } from '../session-stand.js';
import type { Visitor } from '../visitor.js';
import { TestLink } from './test-link.js';

/** Longer than Redis is let alone after a failure. */
const BACK_WITHIN_MS = 5_000;

describeWithRedis('a gateway whose Redis is lost between two commands', () => {
  let redis: TestRedis;
  let link: TestLink;
  let stand: SessionStand;
  beforeAll(async () => {
    redis = await redisForTests();
    link = await TestLink.to(redis.url);
    stand = await SessionStand.start({ REDIS_URL: link.url });
  });
  afterAll(async () => {
    await stand[Symbol.asyncDispose]();
    await link[Symbol.asyncDispose]();
    await redis.kill();
  });
  beforeEach(async () => {
    link.breaksAt = undefined;
    const isBack = () =>
      stand
        .visitor()
        .logIn()
        .then(
          () => true,
          () => false,
        );
    await eventually(isBack, 'Redis being there', BACK_WITHIN_MS);
    stand.provider.revoked.length = 0;
  });

  const loggedIn = async () => {
    const visitor = stand.visitor();
    await visitor.logIn();
    const { logoutUrl } = (await (await visitor.ask('/bff/user')).json()) as { logoutUrl: string };
    return { visitor, logoutUrl };
  };
  const statusOf = async (visitor: Visitor) => (await visitor.ask('/bff/user')).status;

  it('tells nobody that they are logged out while that cannot be seen', async () => {
    const { visitor, logoutUrl } = await loggedIn();
    link.breaksAt = /./;
    await eventually(async () => (await statusOf(visitor)) === 503, 'sessions being unknown', BACK_WITHIN_MS);
    const answer = await visitor.open(logoutUrl);
    expect([answer.status, answer.headers.has('retry-after')]).toEqual([503, true]);
    const page = await visitor.open(logoutUrl, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.has('retry-after')]).toEqual([503, true]);
    expect(await page.text()).toContain(`href="${logoutUrl}"`);
    expect(visitor.session).toBeDefined();
  });

  it('ends no session that it cannot tell the others of: the log-out may be repeated', async () => {
    const { visitor, logoutUrl } = await loggedIn();
    link.breaksAt = /publish/i;
    expect((await visitor.open(logoutUrl)).status).toBe(503);
    link.breaksAt = undefined;
    const isOver = async () => (await visitor.open(logoutUrl)).status === 303;
    await eventually(isOver, 'the log-out', BACK_WITHIN_MS);
    expect(stand.provider.revoked).toHaveLength(1);
  });

  it('logs out, and has the token revoked, though the indexes are not tidied', async () => {
    const { visitor, logoutUrl } = await loggedIn();
    link.breaksAt = /zrem\r/i;
    expect((await visitor.open(logoutUrl)).status).toBe(303);
    expect(stand.provider.revoked).toHaveLength(1);
  });

  it('takes a log-out token again that it could not act on, and no more after that', async () => {
    const { visitor } = await loggedIn();
    const logout_token = await stand.provider.logoutToken();
    const send = () =>
      fetch(`${stand.gateway.url}/bff/backchannel-logout`, {
        method: 'POST',
        body: new URLSearchParams({ logout_token }),
      });
    link.breaksAt = /zrange\r/i;
    expect((await send()).status).toBe(503);
    link.breaksAt = undefined;
    let status = 503;
    await eventually(async () => (status = (await send()).status) !== 503, 'an answer', BACK_WITHIN_MS);
    expect([status, (await send()).status, await statusOf(visitor)]).toEqual([200, 400, 401]);
  });
});
