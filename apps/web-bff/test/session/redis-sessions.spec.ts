import { setTimeout as pause } from 'node:timers/promises';
import { RedisLink } from '@frontdesk/caching';
import {
  describeWithRedis,
  describeWithRedisToBreak,
  eventually,
  redisForTests,
  type TestRedis,
} from '@frontdesk/testing';
import { newSessionId, sessionKeyOf } from '../../src/session/cookies/session-id.js';
import { RedisSessions } from '../../src/session/store/redis-sessions.js';
import { SealingKeys } from '../../src/session/store/sealing-keys.js';
import { aKey, aSession, IDLE_MS, sessionsContract } from './sessions.contract.js';
import { TestLink } from './test-link.js';

/** Ample, so that a busy machine does not look like a Redis that is gone. */
const timeoutMs = 2_000;
const clock = { now: () => Date.now() };
const keys = SealingKeys.derivedFrom('a secret');

const open = async (
  url: string,
  change: { keys?: () => SealingKeys; timeoutMs?: number; idleMs?: number } = {},
) => {
  const store = new RedisSessions({ url, idleMs: 60_000, clock, keys: () => keys, timeoutMs, ...change });
  await store.ready();
  return store;
};

describeWithRedis('sessions in Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => (redis = await redisForTests()));
  afterAll(() => redis.kill());

  sessionsContract(() => open(redis.url, { idleMs: IDLE_MS }));

  describe('at two gateways', () => {
    let one: RedisSessions;
    let other: RedisSessions;
    beforeEach(async () => ([one, other] = await Promise.all([open(redis.url), open(redis.url)])));
    afterEach(() => [one, other].forEach((store) => store.close()));

    it('are the same', async () => {
      const key = aKey();
      const session = aSession();
      await one.add(key, session);
      expect((await other.find(key, true))?.session).toEqual(session);
    });

    it('end at both: the other is told at once, and so is who watches there', async () => {
      const key = aKey();
      await one.add(key, aSession());
      const held = await other.find(key, true);
      const told = new Promise<void>((resolve) => held?.onEnd(resolve));
      const at = performance.now();
      await one.end(key);
      await told;
      expect(performance.now() - at).toBeLessThan(1_000);
      expect(await other.find(key, true)).toBeUndefined();
    });

    it('end at both within a second, though the word of it is lost', async () => {
      const key = aKey();
      await one.add(key, aSession());
      await other.find(key, true);
      const link = new RedisLink(redis.url, timeoutMs);
      await link.ready(1_000);
      await link.client.del(`frontdesk:web-bff:session:${key}`);
      link.close();
      await eventually(async () => (await other.find(key, true)) === undefined, 'the end', 1_000);
    });

    it('go on for who watches at one while they are used at the other', async () => {
      const [a, b] = await Promise.all([open(redis.url, { idleMs: 800 }), open(redis.url, { idleMs: 800 })]);
      const key = aKey();
      await a.add(key, aSession());
      let told = false;
      (await b.find(key, false))?.onEnd(() => (told = true));
      for (let count = 0; count < 15; count += 1) {
        await a.find(key, true);
        await pause(100);
      }
      expect(told).toBe(false);
      await eventually(() => told, 'the end when it is used no more', 3_000);
      [a, b].forEach((store) => store.close());
    });

    it('are changed by one at a time', async () => {
      const key = aKey();
      const release = await one.lock(key, 10_000);
      expect(await other.lock(key, 10_000)).toBeUndefined();
      await release?.();
      expect(await other.lock(key, 10_000)).toBeDefined();
    });

    it('are found as the last owner of the lock left them, though somebody asked before that', async () => {
      await using link = await TestLink.to(redis.url);
      const behind = await open(link.url);
      const key = aKey();
      const session = aSession();
      await one.add(key, session);
      const release = await one.lock(key, 10_000);
      link.hold();
      const before = behind.findAnew(key);
      await pause(50);
      const tokens = { ...session.tokens, refreshToken: 'a new one' };
      await one.replace(key, { ...session, tokens });
      await release?.();
      const owned = behind.lock(key, 10_000).then(() => behind.findAnew(key));
      await pause(50);
      link.release();
      expect((await owned)?.session.tokens.refreshToken).toBe('a new one');
      await before;
      behind.close();
    });

    it('let one be first by a name', async () => {
      const name = aKey();
      const answers = await Promise.all([one, other, one].map((store) => store.isFirst(name, 9_000)));
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    it('end all at once, wherever they were made', async () => {
      const [first, second] = [aKey(), aKey()];
      await one.add(first, aSession('carol', { providerSid: 'sid 9' }));
      await other.add(second, aSession('carol', { providerSid: 'sid 9' }));
      expect(await one.endAll({ providerSid: 'sid 9' })).toHaveLength(2);
      expect([await other.find(first, true), await other.find(second, true)]).toEqual([undefined, undefined]);
    });
  });

  it('tell nothing to whoever reads Redis: no id, no token, no name', async () => {
    const store = await open(redis.url);
    const id = newSessionId();
    await store.add(sessionKeyOf(id)!, aSession('dave', { providerSid: 'sid of dave' }));
    const link = new RedisLink(redis.url, timeoutMs);
    await link.ready(1_000);
    const dump: string[] = [];
    for (const name of await link.client.keys('*')) {
      dump.push(name);
      const type = await link.client.type(name);
      if (type === 'string') dump.push((await link.client.get(name)) ?? '');
      if (type === 'zset') dump.push(...(await link.client.zrange(name, 0, -1)));
    }
    link.close();
    store.close();
    const text = dump.join('\n');
    expect(text).toContain(sessionKeyOf(id));
    for (const secret of [id, 'dave', 'refresh token', 'access token', 'Alice Archer', 'log out by this']) {
      expect(text).not.toContain(secret);
      expect(Buffer.from(text, 'base64url').toString('latin1')).not.toContain(secret);
    }
  });

  it('open with an older key until it is taken away; then whoever it was logs in again', async () => {
    const [old, recent] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const before = await open(redis.url, { keys: () => new SealingKeys(old) });
    const during = await open(redis.url, { keys: () => new SealingKeys(recent, old) });
    const after = await open(redis.url, { keys: () => new SealingKeys(recent) });
    const [key, kept] = [aKey(), aKey()];
    await before.add(key, aSession());
    expect(await during.find(key, true)).toBeDefined();
    await during.add(kept, aSession());
    expect(await after.find(key, true)).toBeUndefined();
    expect(await after.find(kept, true)).toBeDefined();
    [before, during, after].forEach((store) => store.close());
  });

  it("do not open in another's place", async () => {
    const store = await open(redis.url);
    const [mine, bobs] = [aKey(), aKey()];
    await store.add(mine, aSession('alice'));
    await store.add(bobs, aSession('bob'));
    const link = new RedisLink(redis.url, timeoutMs);
    await link.ready(1_000);
    await link.client.copy(
      `frontdesk:web-bff:session:${bobs}`,
      `frontdesk:web-bff:session:${mine}`,
      'REPLACE',
    );
    link.close();
    expect(await store.findAnew(mine)).toBeUndefined();
    store.close();
  });
});

describeWithRedisToBreak('sessions in a Redis that goes away', () => {
  it('cannot be had, which is told at once, and can when it is back', async () => {
    await using redis = await redisForTests();
    const store = await open(redis.url, { timeoutMs: 50 });
    const key = aKey();
    await store.add(key, aSession());
    await redis.kill();
    const at = performance.now();
    const refused = await Promise.allSettled(
      Array.from({ length: 20 }, () => Promise.resolve(store.findAnew(key))),
    );
    expect(performance.now() - at).toBeLessThan(500);
    expect(refused.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(
      Array.from({ length: 20 }, () => 'SESSIONS_UNAVAILABLE'),
    );
    await redis.restart();
    await eventually(
      async () => {
        const found = await Promise.resolve(store.findAnew(key)).catch(() => 'not yet');
        return found === undefined;
      },
      'Redis being asked again',
      5_000,
    );
    await store.add(key, aSession());
    expect(await store.find(key, true)).toBeDefined();
    store.close();
  });

  it('keep nobody waiting while it hangs', async () => {
    await using redis = await redisForTests();
    const store = await open(redis.url, { timeoutMs: 50 });
    redis.stop();
    await expect(store.findAnew(aKey())).rejects.toMatchObject({ code: 'SESSIONS_UNAVAILABLE' });
    const at = performance.now();
    await expect(store.findAnew(aKey())).rejects.toMatchObject({ code: 'SESSIONS_UNAVAILABLE' });
    expect(performance.now() - at).toBeLessThan(40);
    redis.resume();
    store.close();
  });

  it('leave no lock behind that was granted when nobody waited for it any more', async () => {
    await using redis = await redisForTests();
    await using link = await TestLink.to(redis.url);
    const [slow, other] = await Promise.all([open(link.url, { timeoutMs: 50 }), open(redis.url)]);
    const key = aKey();
    link.hold();
    await expect(slow.lock(key, 20_000)).rejects.toMatchObject({ code: 'SESSIONS_UNAVAILABLE' });
    expect(await other.lock(key, 20_000)).toBeUndefined();
    link.release();
    await eventually(async () => (await other.lock(key, 20_000)) !== undefined, 'the lock being free');
    [slow, other].forEach((store) => store.close());
  });

  it('tell who watches when it is back and they are gone with it', async () => {
    await using redis = await redisForTests();
    const store = await open(redis.url, { timeoutMs: 50 });
    const key = aKey();
    await store.add(key, aSession());
    const held = await store.find(key, true);
    const told = new Promise<void>((resolve) => held?.onEnd(resolve));
    await redis.kill();
    await redis.restart();
    await told;
    store.close();
  });
});
