import { describeWithRedisToBreak, redisForTests } from '@frontdesk/testing';
import { GatewayProcess } from './gateway-process.js';
import { type LimitedApplication, limitedApplication } from './limited-application.js';
import { describeOnBoth, Stand } from './stand.js';

const ROUTE = '/v2/prices/p-001';
/** A thousand at once are slow on a small machine, and this is about none of them being lost or counted twice. */
const PATIENT = { DEADLINE_MS: '9000', RATE_LIMIT_TIMEOUT_MS: '5000' };
const MINUTE_MS = 60_000;

interface Problem {
  readonly type: string;
  readonly reason: string;
  readonly detail: string;
}

const withKey = (url: string, key: string, path = ROUTE) =>
  fetch(url + path, { headers: { authorization: `Bearer ${key}` } });

/** How many of so many concurrent requests, spread over gateways, no limit refused; how a service copes is another matter. */
async function acceptedOf(requests: number, urls: readonly string[], key: string): Promise<number> {
  let accepted = 0;
  await Promise.all(
    Array.from({ length: requests }, async (_, index) => {
      const answer = await withKey(urls[index % urls.length] as string, key);
      await answer.arrayBuffer();
      if (answer.status !== 429) accepted += 1;
    }),
  );
  return accepted;
}

describeOnBoth('the limits of an application', (start, shared) => {
  let stand: Stand;
  beforeAll(async () => (stand = await start(PATIENT)));
  afterAll(() => stand[Symbol.asyncDispose]());

  const ask = (application: LimitedApplication, path?: string) =>
    withKey(stand.gateway.url, application.key, path);
  const asClient = async ({ clientId }: LimitedApplication) =>
    withKey(
      stand.gateway.url,
      await stand.issuer.mint({
        sub: clientId,
        aud: 'urn:frontdesk:partner-gateway',
        scope: 'products:read',
      }),
    );
  const refusalOf = async (answer: Response) => ({
    status: answer.status,
    ...((await answer.json()) as Problem),
    retryAfterS: Number(answer.headers.get('retry-after')),
  });
  /** The instant that a detail names. */
  const until = (detail: string) => Date.parse(/until (\S+Z)\./.exec(detail)?.[1] ?? '');

  it('accept of 1,000 concurrent requests exactly as many as its rate', async () => {
    const { key } = await limitedApplication(stand.acts, { rate: { limit: 100, windowMs: MINUTE_MS } });
    expect(await acceptedOf(1_000, [stand.gateway.url], key)).toBe(100);
  });

  if (shared === 'shared')
    it('accept as many by two gateways together, each a process of its own', async () => {
      const { key } = await limitedApplication(stand.acts, { rate: { limit: 100, windowMs: MINUTE_MS } });
      await using another = await GatewayProcess.start(stand.settings);
      const urls = [stand.gateway.url, another.url];
      expect(await acceptedOf(1_000, urls, key)).toBe(100);
      for (const url of urls) expect((await withKey(url, key)).status).toBe(429);
    });

  it('are told with every answer, and on which one refused until when it does', async () => {
    const terms = { rate: { limit: 2, windowMs: MINUTE_MS }, quotaPerMonth: 1_000 };
    const application = await limitedApplication(stand.acts, terms);
    const accepted = await ask(application);
    await ask(application);
    const refused = await ask(application);
    const now = new Date();
    const monthS = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 0)).getUTCDate() * 86_400;
    const policy = `"burst";q=1000000;w=1, "rate";q=2;w=60, "quota";q=1000;w=${monthS}`;
    expect([accepted, refused].map(({ headers }) => headers.get('ratelimit-policy'))).toEqual([
      policy,
      policy,
    ]);
    expect(accepted.headers.get('ratelimit')).toMatch(
      /^"burst";r=999999;t=1, "rate";r=1;t=60, "quota";r=999;t=\d+$/,
    );
    expect(refused.headers.get('ratelimit')).toMatch(/, "rate";r=0;t=\d+, "quota";r=998;t=\d+$/);
    const problem = await refusalOf(refused);
    expect(problem).toMatchObject({ status: 429, type: '/problems/too-many-requests', reason: 'rate' });
    expect(problem.retryAfterS).toBeGreaterThan(50);
    expect(until(problem.detail) - now.getTime()).toBeLessThanOrEqual(61_000);
    expect(until(problem.detail) - now.getTime()).toBeGreaterThan(50_000);
  });

  it('are used up one after the other: what bursts refuse uses up nothing of the rate, nor that of the quota', async () => {
    const application = await limitedApplication(stand.acts, { burst: 10, quotaPerMonth: 1_000 });
    // Ten seconds' worth at once: some are refused however slow this machine is.
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(application)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(await refusalOf(refused[0] as Response)).toMatchObject({ reason: 'burst', retryAfterS: 1 });
    await application.change({ burst: 1_000 });
    const accepted = 100 - refused.length + 1;
    expect((await ask(application)).headers.get('ratelimit')).toMatch(
      new RegExp(`"rate";r=${1_000_000 - accepted};t=\\d+, "quota";r=${1_000 - accepted};`),
    );
  });

  it('are one for its keys and its access tokens, and another one for its sandbox', async () => {
    const terms = { rate: { limit: 3, windowMs: MINUTE_MS } };
    const application = await limitedApplication(stand.acts, terms);
    const answers = [await ask(application), await asClient(application), await ask(application)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await asClient(application)).status).toBe(429);
    expect((await ask(application, '/v1/products?limit=1')).status).toBe(429);
    const sandbox = await withKey(stand.gateway.url, application.sandboxKey);
    expect(sandbox.headers.get('ratelimit')).toContain('"rate";r=2;');
  });

  it('are those of a changed plan from the next request on, and what was used stays used', async () => {
    const terms = { rate: { limit: 1, windowMs: MINUTE_MS } };
    const application = await limitedApplication(stand.acts, terms);
    await ask(application);
    for (let time = 0; time < 6; time += 1) expect((await ask(application)).status).toBe(429);
    await application.change({ rate: { limit: 5, windowMs: MINUTE_MS }, quotaPerMonth: 2 });
    const answer = await ask(application);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ratelimit-policy')).toContain('"rate";q=5;w=60, "quota";q=2;');
    expect(answer.headers.get('ratelimit')).toMatch(/"rate";r=3;t=\d+, "quota";r=0;/);
    expect(await refusalOf(await ask(application))).toMatchObject({ reason: 'quota' });
  });

  it('are for applications alone: who is nobody is counted by address', async () => {
    const answer = await withKey(stand.gateway.url, 'fd_live_nobody');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('ratelimit-policy')).toBe('"default";q=600;w=60');
  });
});

describeWithRedisToBreak('a gateway whose Redis is gone', () => {
  it('counts on in memory from where Redis was', async () => {
    await using redis = await redisForTests();
    await using stand = await Stand.start({ REDIS_URL: redis.url, ...PATIENT });
    const terms = { rate: { limit: 20, windowMs: MINUTE_MS } };
    const { key } = await limitedApplication(stand.acts, terms);
    expect(await acceptedOf(15, [stand.gateway.url], key)).toBe(15);
    await redis.kill();
    expect(await acceptedOf(50, [stand.gateway.url], key)).toBe(5);
  });
});
