import { AnswerCache } from '../src/index.js';
import { describeWithRedis, redisForTests, type TestRedis } from '@frontdesk/testing';
import { answersContract } from './answers.contract.js';

/** Ample, so that a busy machine does not look like a Redis that is gone. */
const redisTimeoutMs = 2_000;

describeWithRedis('an answer cache in front of Redis', () => {
  let redis: TestRedis;
  let made = 0;
  beforeAll(async () => (redis = await redisForTests()));
  afterAll(() => redis.kill());

  answersContract(async (options) => {
    const cache = new AnswerCache({
      name: `test-${++made}`,
      redisUrl: redis.url,
      redisTimeoutMs,
      ...options,
    });
    await cache.ready();
    return cache;
  });
});
