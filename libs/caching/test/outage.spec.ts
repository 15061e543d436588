import { describeWithRedisToBreak, eventually, redisForTests, type TestRedis } from '@frontdesk/testing';
import { AnswerCache } from '../src/index.js';
import { RedisLink } from '../src/redis-link.js';
import { aContext } from './a-context.js';
import { Source } from './a-source.js';
import { slowLink } from './slow-link.js';

const pub = { audience: 'public', freshMs: 60_000 } as const;
const tagged = { ...pub, tags: ['catalogue'] };
const anyone = { context: aContext({ withinMs: 60_000 }), readsPrincipal: false };
/**
 * What is promised is 60 ms, by a time of 50 for Redis; that is for `npm run hold` to measure. Here Redis has so long that
 * a request that waited for it can be told from one that did not, however busy the machine is.
 */
const redisTimeoutMs = 500;
const WAITED_MS = 480;
const WAITED_TWICE_MS = 960;

/** What a cold key costs in milliseconds, where the source answers at once; worst first. */
async function costs(cache: AnswerCache, prefix: string, callers: number): Promise<number[]> {
  const found: number[] = [];
  for (let caller = 0; caller < callers; caller += 1) {
    const before = performance.now();
    await cache.get(`${prefix}-${caller}`, tagged, anyone, new Source('x').load);
    found.push(performance.now() - before);
  }
  return found.sort((a, b) => b - a);
}

describeWithRedisToBreak('an answer cache whose Redis fails', () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  beforeAll(() => process.on('unhandledRejection', note));
  afterAll(() => process.off('unhandledRejection', note));
  afterEach(() => expect(unhandled).toEqual([]));

  const end = { killed: (redis: TestRedis) => redis.kill(), hung: async (redis: TestRedis) => redis.stop() };
  const mend = {
    killed: (redis: TestRedis) => redis.restart(),
    hung: async (redis: TestRedis) => redis.resume(),
  };

  test.each(['killed', 'hung'] as const)(
    'with Redis %s, requests go on, one of them slower, and Redis is used again',
    async (how) => {
      await using redis = await redisForTests();
      const seen: string[] = [];
      const observer = { redisLost: () => seen.push('lost'), redisBack: () => seen.push('back') };
      await using cache = new AnswerCache({ name: 'outage', redisUrl: redis.url, redisTimeoutMs, observer });
      await cache.ready();
      await cache.get('warm', pub, anyone, new Source('warm').load);

      await end[how](redis);
      const [worst, ...others] = (await costs(cache, 'during', 100)) as [number, ...number[]];
      expect(worst).toBeLessThan(WAITED_TWICE_MS);
      expect(others.filter((cost) => cost > WAITED_MS)).toEqual([]);
      expect(await cache.get('warm', pub, anyone, new Source('other').load)).toMatchObject({
        outcome: 'hit',
      });
      expect(seen).toEqual(['lost']);

      await mend[how](redis);
      await eventually(() => seen.includes('back'), 'Redis to be used again', 4_000);
      await cache.get('after', pub, anyone, new Source('x').load);
      const link = new RedisLink(redis.url, 2_000);
      await link.ready(1_000);
      await eventually(async () => (await link.client.exists('frontdesk:outage:public|after')) === 1);
      link.close();
    },
  );

  test('callers that come at once while Redis hangs are all answered, none much later', async () => {
    await using redis = await redisForTests();
    await using cache = new AnswerCache({ name: 'outage', redisUrl: redis.url, redisTimeoutMs });
    await cache.ready();
    redis.stop();

    const before = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, key) => cache.get(`${key}`, pub, anyone, new Source(key).load)),
    );

    expect(performance.now() - before).toBeLessThan(WAITED_TWICE_MS);
    expect(answers.map(({ value }) => value)).toEqual(Array.from({ length: 100 }, (_, key) => key));
    redis.resume();
  });

  test('a Redis that is slow for each command is not waited for at each', async () => {
    await using redis = await redisForTests();
    await using link = await slowLink(redis.port);
    await using cache = new AnswerCache({
      name: 'outage',
      redisUrl: `redis://127.0.0.1:${link.port}`,
      redisTimeoutMs,
    });
    await cache.ready();
    link.delayMs = 450;

    const [worst] = (await costs(cache, 'slow', 3)) as [number];

    expect(worst).toBeLessThan(WAITED_TWICE_MS);
    link.delayMs = 0;
  });

  test('a cache that starts before Redis does is a cache in memory, until Redis is there', async () => {
    await using redis = await redisForTests();
    await redis.kill();
    const seen: string[] = [];
    await using cache = new AnswerCache({
      name: 'outage',
      redisUrl: redis.url,
      redisTimeoutMs,
      observer: { redisBack: () => seen.push('back') },
    });
    const source = new Source('x');
    await cache.get('k', pub, anyone, source.load);
    expect(await cache.get('k', pub, anyone, source.load)).toMatchObject({ outcome: 'hit' });

    await redis.restart();
    await eventually(() => seen.length > 0, 'Redis to be used', 4_000);
  });

  test('a purge that Redis was not told of is made good when it is back', async () => {
    await using redis = await redisForTests();
    const options = { name: 'outage', redisUrl: redis.url, redisTimeoutMs };
    await using one = new AnswerCache(options);
    await using two = new AnswerCache(options);
    await Promise.all([one.ready(), two.ready()]);
    const source = new Source('old');
    await one.get('k', tagged, anyone, source.load);
    await eventually(async () => (await two.get('k', tagged, anyone, source.load)).outcome === 'hit');

    redis.stop();
    await one.purge(['catalogue']);
    source.answers('new');
    expect(await one.get('k', tagged, anyone, source.load)).toMatchObject({ value: 'new' });
    redis.resume();

    await eventually(
      async () => (await two.get('k', tagged, anyone, source.load)).value === 'new',
      'the purge',
      4_000,
    );
  });

  test('a purge that a process missed while it was cut off is not missed for good', async () => {
    await using redis = await redisForTests();
    await using link = await slowLink(redis.port);
    await using far = new AnswerCache({
      name: 'outage',
      redisUrl: `redis://127.0.0.1:${link.port}`,
      redisTimeoutMs,
    });
    await using near = new AnswerCache({ name: 'outage', redisUrl: redis.url, redisTimeoutMs });
    await Promise.all([far.ready(), near.ready()]);
    const source = new Source('old');
    await near.get('k', tagged, anyone, source.load);
    await eventually(async () => (await far.get('k', tagged, anyone, source.load)).outcome === 'hit');

    link.cut();
    await near.purge(['catalogue']);
    source.answers('new');

    await eventually(
      async () => (await far.get('k', tagged, anyone, source.load)).value === 'new',
      'the purge',
      4_000,
    );
  });
});
