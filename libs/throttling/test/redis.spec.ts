import { describeWithRedis, eventually, redisForTests, type TestRedis } from '@frontdesk/testing';
import { storageContract } from './storage.contract.js';

// @nestjs/throttler is CommonJS and requires Nest, which is not: Jest needs Nest to be there before it.
await import('@nestjs/common');
const { FailoverThrottlerStorage, MemoryThrottlerStorage, RedisThrottlerStorage } =
  await import('../src/index.js');
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

  test('the count begins anew when the window has ended', async () => {
    const [storage] = storages as [Counting];
    await storage.increment('user:brief', 50, 1);

    await eventually(async () => (await storage.increment('user:brief', 50, 1)).totalHits === 1);
  });
});

describeWithRedis('counting while Redis comes and goes', () => {
  test.each(['killed', 'hung'] as const)(
    'with Redis %s requests are counted in memory, and soon in Redis again',
    async (how) => {
      await using redis = await redisForTests();
      const counted = new RedisThrottlerStorage(redis.url);
      const storage = new FailoverThrottlerStorage(counted, new MemoryThrottlerStorage());
      const hit = () => storage.increment('user:alice', WINDOW_MS, 5);
      await eventually(() => answers(counted), 'Redis');
      for (let time = 0; time < 3; time += 1) await hit();

      if (how === 'killed') await redis.kill();
      else redis.stop();

      const slowest: number[] = [];
      for (let time = 0; time < 200; time += 1) {
        const before = performance.now();
        await hit();
        slowest.push(performance.now() - before);
      }
      slowest.sort((a, b) => b - a);
      expect(slowest[0]).toBeLessThan(200);
      expect(slowest[5]).toBeLessThan(40);
      expect(await hit()).toMatchObject({ isBlocked: true });

      if (how === 'killed') await redis.restart();
      else redis.resume();
      const back = performance.now();
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
      expect(performance.now() - back).toBeLessThan(4_000);
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
