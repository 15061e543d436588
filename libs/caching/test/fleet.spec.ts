import { once } from 'node:events';
import {
  describeWithRedis,
  eventually,
  fakeClock,
  fakeUpstream,
  redisForTests,
  type TestRedis,
} from '@frontdesk/testing';
import type { AnswerCacheOptions } from '../src/answer-cache-options.js';
import { AnswerCache } from '../src/index.js';
import { FleetLock } from '../src/fleet-lock.js';
import { RedisLink } from '../src/redis-link.js';
import { aContext } from './a-context.js';
import { Source } from './a-source.js';
import { runTypeScript } from './run-typescript.js';
import { slowLink } from './slow-link.js';

/** Ample, so that a busy machine does not look like a Redis that is gone. */
const redisTimeoutMs = 2_000;
const pub = { audience: 'public', freshMs: 60_000 } as const;
const tagged = { ...pub, tags: ['catalogue'] };
const anyone = (withinMs = 5_000) => ({ context: aContext({ withinMs }), readsPrincipal: false });

describeWithRedis('a fleet on one Redis', () => {
  let redis: TestRedis;
  let name: string;
  let made = 0;
  const open: AnswerCache[] = [];
  beforeAll(async () => (redis = await redisForTests()));
  beforeEach(() => (name = `fleet-${++made}`));
  afterEach(() => Promise.all(open.splice(0).map((cache) => cache.close())));
  afterAll(() => redis.kill());

  async function aCache(options: Partial<AnswerCacheOptions> = {}): Promise<AnswerCache> {
    const cache = new AnswerCache({ name, redisUrl: redis.url, redisTimeoutMs, ...options });
    open.push(cache);
    await cache.ready();
    return cache;
  }

  test('a thousand callers of two processes on a cold key are one call', async () => {
    // Long enough for both processes to have all their callers waiting.
    await using source = await fakeUpstream(
      (_, response) => void setTimeout(() => response.end('the answer'), 200),
    );
    const processes = [1, 2].map(() => runTypeScript('./cold-callers.ts', [redis.url, source.url, '500']));
    await Promise.all(processes.map((process) => once(process, 'message')));

    const answers = processes.map(async (process) => {
      process.send('go');
      const [values] = (await once(process, 'message')) as [string[]];
      return values;
    });

    expect(await Promise.all(answers)).toEqual([['the answer'], ['the answer']]);
    expect(source.requests).toHaveLength(1);
    await Promise.all(processes.map((process) => process.exitCode ?? once(process, 'exit')));
  });

  test('a Redis that takes most of its time still gives one process the turn', async () => {
    await using link = await slowLink(redis.port);
    const far = { redisUrl: `redis://127.0.0.1:${link.port}`, redisTimeoutMs: 500 };
    const caches = await Promise.all([aCache(far), aCache(far)]);
    link.delayMs = 300;
    const source = new Source('loaded');

    const got = await Promise.all(caches.map((cache) => cache.get('k', pub, anyone(), source.load)));

    expect(got.map(({ value }) => value)).toEqual(['loaded', 'loaded']);
    expect(source.calls).toBe(1);
    link.delayMs = 0;
  });

  test('what one process loaded is a hit in another, and ages there as well', async () => {
    const clock = fakeClock(1_000_000);
    const [one, two] = [await aCache({ clock }), await aCache({ clock })];
    const source = new Source({ name: 'lamp' });
    await one.get('k', pub, anyone(), source.load);
    clock.advance(10_000);
    await eventually(async () => (await two.get('k', pub, anyone(), source.load)).outcome === 'hit');

    expect(await two.get('k', pub, anyone(), source.load)).toMatchObject({
      value: { name: 'lamp' },
      ageMs: 10_000,
    });
    expect(source.calls).toBe(1);
  });

  test('where the one who loads fails, the others load for themselves and at once', async () => {
    const caches = await Promise.all([aCache(), aCache(), aCache()]);
    const failing = new Source('');
    const { fail } = failing.holds();
    const first = caches[0]?.get('k', pub, anyone(), failing.load);
    await eventually(() => failing.calls === 1, 'the load');
    const source = new Source('x');
    const { answer } = source.holds();
    const others = caches.slice(1).map((cache) => cache.get('k', pub, anyone(), source.load));

    fail(new Error('down'));
    await expect(first).rejects.toThrow('down');
    await eventually(() => source.calls === 2, 'the others to load');
    answer('loaded');

    expect((await Promise.all(others)).map(({ value }) => value)).toEqual(['loaded', 'loaded']);
  });

  test('who has little time left is not kept waiting for the load of another process until it is over', async () => {
    const [there, here] = [await aCache(), await aCache()];
    const slow = new Source('late');
    const { answer } = slow.holds();
    const other = there.get('k', pub, anyone(), slow.load);
    await eventually(() => slow.calls === 1, 'the other process to load');
    const source = new Source('x');
    const own = source.holds();
    const ask = (withinMs: number) =>
      here.get('k', pub, { ...anyone(withinMs), withinMs: 5_000 }, (context, offer) => {
        offer(() => ({ value: 'a part', store: false }));
        return source.load(context, offer);
      });
    const [patient, hasty] = [ask(5_000), ask(400)];

    expect(await hasty).toMatchObject({ value: 'a part', outcome: 'bypass' });
    own.answer('whole');
    expect(await patient).toMatchObject({ value: 'whole', outcome: 'miss' });
    expect(source.calls).toBe(1);
    answer('late');
    await other;
  });

  test('where the one who loads is gone for good, the others wait for half of their time and then load', async () => {
    const cache = await aCache();
    const link = new RedisLink(redis.url, redisTimeoutMs);
    await link.ready(1_000);
    await new FleetLock(link, `frontdesk:${name}`).take('public|k', 60_000);
    const source = new Source('loaded');

    const before = performance.now();
    const { value } = await cache.get('k', pub, anyone(400), source.load);

    expect(value).toBe('loaded');
    expect(performance.now() - before).toBeGreaterThan(190);
    link.close();
  });

  test('a lock is released by its owner alone, and ends by itself', async () => {
    const link = new RedisLink(redis.url, redisTimeoutMs);
    await link.ready(1_000);
    const lock = new FleetLock(link, name);

    const release = await lock.take('k', 50);
    expect(await lock.take('k', 50)).toBeUndefined();
    await eventually(async () => !(await lock.isTaken('k')));
    await lock.take('k', 60_000);
    await release?.();

    expect(await lock.isTaken('k')).toBe(true);
    link.close();
  });

  test('a purge reaches the memory of every process, and what it stored', async () => {
    const [one, two, three] = [await aCache(), await aCache(), await aCache()];
    const source = new Source('old');
    await one.get('k', tagged, anyone(), source.load);
    await eventually(async () => (await two.get('k', tagged, anyone(), source.load)).outcome === 'hit');
    source.answers('new');

    await one.purge(['catalogue']);

    await eventually(async () => (await two.get('k', tagged, anyone(), source.load)).value === 'new');
    expect(await one.get('k', tagged, anyone(), source.load)).toMatchObject({ value: 'new' });
    expect(await three.get('k', tagged, anyone(), source.load)).toMatchObject({ value: 'new' });
  });

  test('whoever asks once another process has purged does not wait for a load from before', async () => {
    const [one, two] = [await aCache(), await aCache()];
    const source = new Source('x');
    const { answer } = source.holds();
    const before = one.get('k', tagged, anyone(), source.load);
    await eventually(() => source.calls === 1, 'the load');
    source.answers('from after');

    await two.purge(['catalogue']);
    const asked = new Set<Promise<unknown>>();
    await eventually(() => {
      asked.add(one.get('k', tagged, anyone(), source.load));
      return source.calls > 1;
    }, 'a load of those who ask after the purge');
    answer('from before');

    expect(await before).toMatchObject({ value: 'from before' });
    await Promise.all(asked);
    expect(await one.get('k', tagged, anyone(), source.load)).toMatchObject({ value: 'from after' });
  });

  test.each(['no JSON', 'null', '{}', '{"from":"x","payload":null}', '{"from":"x","payload":{"keys":null}}'])(
    'what is no message of ours ends no process, and counts as a purge that was missed: %s',
    async (text) => {
      const cache = await aCache();
      const source = new Source('old');
      await cache.get('k', tagged, anyone(), source.load);
      const link = new RedisLink(redis.url, redisTimeoutMs);
      await link.ready(1_000);
      await eventually(async () => (await link.client.del(`frontdesk:${name}:public|k`)) === 1);
      source.answers('new');

      await link.client.publish(`bentocache.notifications:${name}`, text);

      await eventually(async () => (await cache.get('k', tagged, anyone(), source.load)).value === 'new');
      link.close();
    },
  );

  test('the keys in Redis name gateway and audience, and end with their time', async () => {
    const cache = await aCache();
    await cache.get('k', { ...pub, staleMs: 30_000 }, anyone(), new Source('x').load);
    const link = new RedisLink(redis.url, redisTimeoutMs);
    await link.ready(1_000);

    await eventually(async () => (await link.client.exists(`frontdesk:${name}:public|k`)) === 1);
    const ttl = await link.client.pttl(`frontdesk:${name}:public|k`);
    expect(ttl).toBeGreaterThan(80_000);
    expect(ttl).toBeLessThanOrEqual(90_000);
    link.close();
  });
});
