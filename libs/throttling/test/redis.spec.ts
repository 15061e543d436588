import { Redis } from 'ioredis';
import {
  describeWithRedis,
  describeWithRedisToBreak,
  eventually,
  redisForTests,
  type TestRedis,
} from '@frontdesk/testing';
import { storageContract } from './storage.contract.js';

// @nestjs/throttler is CommonJS and requires Nest, which is not: Jest needs Nest to be there before it.
await import('@nestjs/common');
const { FailoverThrottlerStorage } = await import('../src/failover-throttler-storage.js');
const { MemoryThrottlerStorage } = await import('../src/memory-throttler-storage.js');
const { RedisThrottlerStorage } = await import('../src/redis-throttler-storage.js');
type Counting = InstanceType<typeof RedisThrottlerStorage>;

const WINDOW_MS = 60_000;

describeWithRedis('counting in Redis', () => {
  let redis: TestRedis;
  const storages: Counting[] = [];
  beforeAll(async () => {
    redis = await redisForTests();
    for (const storage of [new RedisThrottlerStorage(redis.url), new RedisThrottlerStorage(redis.url)]) {
      storages.push(storage);
      await eventually(() => answers(storage), 'Redis');
    }
  });
  afterAll(async () => {
    for (const storage of storages) storage.close();
    await redis.kill();
  });

  storageContract(
    () => storages[0] as Counting,
    () => storages[1] as Counting,
  );

  test('a limit of one in a million costs Redis one number, as any other does', async () => {
    const [storage] = storages as [Counting];
    for (let time = 0; time < 1_000; time += 1) await storage.increment('user:busy', WINDOW_MS, 1_000_000);

    const look = new Redis(redis.url);
    expect(await look.get('frontdesk:throttle:user:busy')).toBe('1000');
    look.disconnect();
  });

  test('the count begins anew when the window has ended', async () => {
    const [storage] = storages as [Counting];
    await storage.increment('user:brief', 50, 1);

    await eventually(async () => (await storage.increment('user:brief', 50, 1)).totalHits === 1);
  });
});

/** So long that a request that waited can be told from one that did not, however busy the machine is; 50 in earnest. */
const REDIS_TIMEOUT_MS = 500;
const WAITED_MS = 480;

describeWithRedisToBreak('counting while Redis comes and goes', () => {
  test.each(['killed', 'hung'] as const)(
    'with Redis %s requests are counted on in memory, and soon in Redis again',
    async (how) => {
      await using redis = await redisForTests();
      const counted = new RedisThrottlerStorage(redis.url);
      const storage = new FailoverThrottlerStorage(counted, new MemoryThrottlerStorage(), REDIS_TIMEOUT_MS);
      const hit = () => storage.increment('user:alice', WINDOW_MS, 5);
      await eventually(() => answers(counted), 'Redis');
      for (let time = 0; time < 3; time += 1) await hit();

      if (how === 'killed') await redis.kill();
      else redis.stop();

      const began = performance.now();
      let waited = 0;
      let first: number | undefined;
      for (let time = 0; time < 200; time += 1) {
        const before = performance.now();
        const { totalHits } = await hit();
        first ??= totalHits;
        if (performance.now() - before > WAITED_MS) waited += 1;
      }
      const trials = Math.ceil((performance.now() - began) / 1_000);
      expect(waited).toBeLessThanOrEqual(trials);
      expect(first).toBe(4); // and not 1: what Redis counted stays counted
      expect(await hit()).toMatchObject({ isBlocked: true });

      if (how === 'killed') await redis.restart();
      else redis.resume();
      const another = new RedisThrottlerStorage(redis.url);
      await eventually(() => answers(another), 'Redis');
      const countThere = async () => (await another.increment('user:bob', WINDOW_MS, 5)).totalHits;
      await eventually(
        async () => {
          const before = await countThere();
          await storage.increment('user:bob', WINDOW_MS, 5);
          return (await countThere()) === before + 2;
        },
        'counting in Redis',
        4_000,
      );
      another.close();
      storage.onApplicationShutdown();
    },
  );
});

async function answers(storage: Counting): Promise<boolean> {
  return storage.increment('anyone', WINDOW_MS, 1).then(
    () => true,
    () => false,
  );
}
