import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describeWithRedis, eventually, fakeClock, redisForTests } from '@frontdesk/testing';
import type { RequestContext } from '@frontdesk/request-context';
import {
  type Absent,
  AnswerCache,
  cacheControlOf,
  cacheStatusOf,
  type Composed,
  FinishedViews,
  matchesIfNoneMatch,
} from '../src/index.js';
import { aContext, aUser } from './a-context.js';

const policy = { audience: 'public', freshMs: 300_000, staleMs: 60_000 } as const;
const body = JSON.stringify({ items: ['lamp', 'chaise longue — très jolie'] });
const freshness = { visibility: 'public', maxAgeMs: 60_000, noStore: false } as const;
const whole: Composed = { body, freshness, complete: true, missing: [] };

/** Composes what it is told to, and counts. */
function composer<C extends Composed | Absent>(composed: C) {
  const state: { times: number; composed: Composed | Absent } = { times: 0, composed };
  const compose = async () => {
    state.times += 1;
    return state.composed as C;
  };
  return { state, compose };
}

describe('finished views', () => {
  const clock = fakeClock(1_000_000);
  const cache = new AnswerCache({ name: 'finished', clock });
  const views = new FinishedViews(cache);
  const context = aContext();
  afterAll(() => cache.close());

  test('a hit gives the very same bytes, and composes nothing', async () => {
    const { state, compose } = composer(whole);
    const first = await views.get('a', policy, context, compose);
    clock.advance(20_000);
    const second = await views.get('a', policy, context, compose);

    expect(second.body).toBe(first.body);
    expect(second.body.toString()).toBe(body);
    expect(second).toMatchObject({ outcome: 'hit', etag: first.etag, complete: true, missing: [] });
    expect(state.times).toBe(1);
  });

  test('a view that ends at its deadline, with what it has, still reaches its caller', async () => {
    const part: Composed = { ...whole, complete: false, missing: ['reviews'] };
    const late = (context: RequestContext): Promise<Composed> =>
      new Promise((resolve) => setTimeout(() => resolve(part), Math.ceil(context.deadline.remainingMs())));

    // One after the other, so that nothing passes between the caller's timer and the view's.
    for (let time = 0; time < 10; time += 1) {
      const seen = await views.get(`late-${time}`, policy, aContext({ withinMs: 30 }), late);
      expect(seen.missing).toEqual(['reviews']);
    }
  });

  test('nobody is given less for being joined to who has less time, and it is composed once', async () => {
    const part: Composed = { ...whole, body: '{}', complete: false, missing: ['reviews'] };
    const givenMs: number[] = [];
    let finish!: (view: Composed) => void;
    const ask = (withinMs: number) =>
      views.get(
        'haste',
        policy,
        aContext({ withinMs }),
        (own, offer) => {
          givenMs.push(Math.round(own.deadline.remainingMs()));
          offer(() => part);
          return new Promise<Composed>((resolve) => (finish = resolve));
        },
        800,
      );
    const [hasty, patient, hastier] = [ask(40), ask(5_000), ask(20)];

    for (const early of [hasty, hastier])
      expect(await early).toMatchObject({ outcome: 'bypass', complete: false, missing: ['reviews'] });
    finish(whole);
    expect(await patient).toMatchObject({ outcome: 'miss', complete: true });
    expect(givenMs).toEqual([800]);
    expect(await ask(5_000)).toMatchObject({ outcome: 'hit', complete: true });
  });

  test('a view ages as the strictest of its parts, and says what is left', async () => {
    const { state, compose } = composer(whole);
    expect(cacheControlOf((await views.get('b', policy, context, compose)).freshness)).toBe(
      'public, max-age=60',
    );
    clock.advance(59_000);
    expect(cacheControlOf((await views.get('b', policy, context, compose)).freshness)).toBe(
      'public, max-age=1',
    );
    clock.advance(2_000);

    const stale = await views.get('b', policy, context, compose);
    expect(stale.outcome).toBe('stale');
    expect(cacheControlOf(stale.freshness)).toBe('public, no-cache');
    expect(cacheStatusOf(stale)).toBe('frontdesk; hit; ttl=-1');
    await eventually(() => state.times === 2, 'the refresh');
  });

  test.each<[string, Partial<Composed>]>([
    ['incomplete', { complete: false, missing: ['reviews'] }],
    ['made of what must not be stored', { freshness: { ...freshness, noStore: true } }],
    ['private', { freshness: { ...freshness, visibility: 'private' } }],
  ])('what is %s is not stored, and is sent with no-store', async (why, changed) => {
    const { state, compose } = composer({ ...whole, ...changed });
    const first = await views.get(why, policy, context, compose);
    await views.get(why, policy, context, compose);

    expect(first).toMatchObject({ outcome: 'bypass', complete: changed.complete ?? true });
    expect(first.missing).toEqual(changed.missing ?? []);
    expect(cacheControlOf(first.freshness)).toBe('no-store');
    expect(state.times).toBe(2);
  });

  test('an incomplete view does not take the place of a stale one that is complete', async () => {
    const { state, compose } = composer(whole);
    await views.get('c', policy, context, compose);
    clock.advance(61_000);
    state.composed = { ...whole, body: '{}', complete: false, missing: ['reviews'] };

    await views.get('c', policy, context, compose);
    await eventually(() => state.times === 2, 'the refresh');
    expect(await views.get('c', policy, context, compose)).toMatchObject({
      outcome: 'stale',
      complete: true,
    });
  });

  describe('what does not exist', () => {
    const known = { ...policy, absentMs: 5_000 };
    const absent: Absent = { absent: true };

    test('is known for as long as the policy says', async () => {
      const { state, compose } = composer(absent);
      expect(await views.get('none', known, context, compose)).toBeUndefined();
      clock.advance(4_999);
      expect(await views.get('none', known, context, compose)).toBeUndefined();
      expect(state.times).toBe(1);
      clock.advance(1);
      state.composed = whole;
      expect(await views.get('none', known, context, compose)).toMatchObject({ outcome: 'miss' });
    });

    test('is known for less, where whoever knows it says so', async () => {
      const { state, compose } = composer({ ...absent, freshness: { ...freshness, maxAgeMs: 1_000 } });
      await views.get('soon', known, context, compose);
      clock.advance(1_000);
      await views.get('soon', known, context, compose);
      expect(state.times).toBe(2);
    });

    test.each<[string, Absent, typeof policy]>([
      ['the policy says nothing of it', absent, policy],
      ['it is no-store', { ...absent, freshness: { ...freshness, noStore: true } }, known],
      ['it is private', { ...absent, freshness: { ...freshness, visibility: 'private' } }, known],
    ])('is asked for again where %s', async (why, said, times) => {
      const { state, compose } = composer(said);
      expect(await views.get(why, times, context, compose)).toBeUndefined();
      expect(await views.get(why, times, context, compose)).toBeUndefined();
      expect(state.times).toBe(2);
    });

    test('takes the place of what there was', async () => {
      const { state, compose } = composer(whole);
      await views.get('gone', known, context, compose);
      clock.advance(61_000);
      state.composed = absent;
      expect(await views.get('gone', known, context, compose)).toMatchObject({ outcome: 'stale' });
      await eventually(
        async () => (await views.get('gone', known, context, compose)) === undefined,
        'the page to be gone',
      );
      expect(state.times).toBe(2);
    });
  });

  test('a public view is composed for nobody in particular', async () => {
    let composedFor = '';
    await views.get('d', policy, aContext({ principal: aUser('alice') }), async ({ principal }) => {
      composedFor = principal.kind;
      return whole;
    });

    expect(composedFor).toBe('anonymous');
  });

  test('each coding has bytes and a tag of its own, made once', async () => {
    const view = await views.get('e', policy, context, composer(whole).compose);
    const [br, again, gzip] = await Promise.all([
      FinishedViews.coded(view, 'br'),
      FinishedViews.coded(view, 'br'),
      FinishedViews.coded(view, 'gzip'),
    ]);

    expect(brotliDecompressSync(br.body).toString()).toBe(body);
    expect(gunzipSync(gzip.body).toString()).toBe(body);
    expect(again.body).toBe(br.body);
    expect(new Set([view.etag, br.etag, gzip.etag]).size).toBe(3);
    expect(matchesIfNoneMatch(br.etag, view.etag)).toBe(true);
    expect(await FinishedViews.coded(view, 'identity')).toEqual({ body: view.body, etag: view.etag });
  });
});

describeWithRedis('finished views in a fleet', () => {
  test('the bytes are the same in another process', async () => {
    await using redis = await redisForTests();
    const options = { name: 'finished', redisUrl: redis.url, redisTimeoutMs: 2_000 };
    await using one = new AnswerCache(options);
    await using two = new AnswerCache(options);
    await Promise.all([one.ready(), two.ready()]);
    const bytes = Buffer.from([0, 255, 128, 10, 13, 0xf0, 0x9f]);
    const { state, compose } = composer({ ...whole, body: bytes });
    const first = await new FinishedViews(one).get('v', policy, aContext(), compose);
    await eventually(async () => {
      const { outcome } = await new FinishedViews(two).get('v', policy, aContext(), compose);
      return outcome === 'hit';
    });
    const there = await new FinishedViews(two).get('v', policy, aContext(), compose);

    expect(there.body.equals(bytes)).toBe(true);
    expect(there.etag).toBe(first.etag);
    expect(state.times).toBe(1);
  });
});
