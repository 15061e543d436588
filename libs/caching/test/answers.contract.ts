import { anonymous } from '@frontdesk/request-context';
import type { AnswerCache, CacheObserver, CachePolicy, Loaded } from '../src/index.js';
import { eventually, type FakeClock, fakeClock } from '@frontdesk/testing';
import { aContext, aPartner, aUser } from './a-context.js';
import { Source } from './a-source.js';

interface Made {
  readonly clock: FakeClock;
  readonly observer?: CacheObserver;
}

const pub: CachePolicy<'public'> = { audience: 'public', freshMs: 60_000 };
const anyone = { context: aContext(), readsPrincipal: false };

/** What every answer cache does, be it in memory alone or with Redis behind it. */
export function answersContract(make: (made: Made) => Promise<AnswerCache>): void {
  let cache: AnswerCache;
  let clock: FakeClock;
  let failures: unknown[];

  beforeEach(async () => {
    clock = fakeClock(1_000_000);
    failures = [];
    cache = await make({ clock, observer: { refreshFailed: (_, error) => failures.push(error) } });
  });
  afterEach(() => cache.close());

  describe('freshness', () => {
    test('the first caller loads, and the next is given the same with what time it has left', async () => {
      const source = new Source({ name: 'lamp' });

      const first = await cache.get('p-1', pub, anyone, source.load);
      clock.advance(20_000);
      const second = await cache.get('p-1', pub, anyone, source.load);

      expect(first).toMatchObject({ value: { name: 'lamp' }, outcome: 'miss', ageMs: 0, freshForMs: 60_000 });
      expect(second).toMatchObject({
        value: { name: 'lamp' },
        outcome: 'hit',
        ageMs: 20_000,
        freshForMs: 40_000,
      });
      expect(source.calls).toBe(1);
    });

    test('once its time is over it is loaded again', async () => {
      const source = new Source('old');
      await cache.get('p-1', pub, anyone, source.load);
      source.answers('new');
      clock.advance(60_000);

      expect(await cache.get('p-1', pub, anyone, source.load)).toMatchObject({
        value: 'new',
        outcome: 'miss',
      });
      expect(source.calls).toBe(2);
    });

    test('what was made of something that ages sooner ages sooner', async () => {
      const source = new Source('view');
      source.answers('view', { freshMs: 5_000 });

      expect(await cache.get('v', pub, anyone, source.load)).toMatchObject({ freshForMs: 5_000 });
      clock.advance(5_000);
      expect(await cache.get('v', pub, anyone, source.load)).toMatchObject({ outcome: 'miss' });
    });

    test('what is given to many cannot be changed by one', async () => {
      const { value } = await cache.get('p-1', pub, anyone, new Source({ tags: ['a'] }).load);

      expect(() => value.tags.push('b')).toThrow(TypeError);
    });
  });

  describe('stale', () => {
    const policy = { ...pub, staleMs: 30_000 };

    test('a stale answer is given at once and refreshed behind it', async () => {
      const source = new Source('old');
      await cache.get('p-1', policy, anyone, source.load);
      const { answer } = source.holds();
      clock.advance(70_000);

      const stale = await cache.get('p-1', policy, anyone, source.load);
      await cache.get('p-1', policy, anyone, source.load);
      await eventually(() => source.calls === 2, 'the refresh');
      answer('new');

      expect(stale).toMatchObject({ value: 'old', outcome: 'stale', ageMs: 70_000, freshForMs: -10_000 });
      await eventually(async () => (await cache.get('p-1', policy, anyone, source.load)).value === 'new');
      expect(source.calls).toBe(2);
    });

    test('while the source fails the stale answer is given, and the source is not asked for each caller', async () => {
      const source = new Source('old');
      await cache.get('p-1', policy, anyone, source.load);
      source.fails(new Error('down'));
      clock.advance(70_000);

      await cache.get('p-1', policy, anyone, source.load);
      await eventually(() => failures.length === 1, 'the failed refresh');
      const later = await cache.get('p-1', policy, anyone, source.load);

      expect(later).toMatchObject({ value: 'old', outcome: 'stale' });
      expect(source.calls).toBe(2);
    });

    test('an error is given when the stale answer is too old, and is not stored', async () => {
      const source = new Source('old');
      await cache.get('p-1', policy, anyone, source.load);
      source.fails(new Error('down'));
      clock.advance(90_000);

      await expect(cache.get('p-1', policy, anyone, source.load)).rejects.toThrow('down');
      source.answers('new');
      expect(await cache.get('p-1', policy, anyone, source.load)).toMatchObject({
        value: 'new',
        outcome: 'miss',
      });
    });

    test('what the source has no more is forgotten', async () => {
      const source = new Source<string | null>('old');
      await cache.get('p-1', policy, anyone, source.load);
      source.answers(null, { absent: true });
      clock.advance(70_000);

      await cache.get('p-1', policy, anyone, source.load);
      await eventually(async () => (await cache.get('p-1', policy, anyone, source.load)).value === null);
    });
  });

  describe('what is not stored', () => {
    test('what its source forbids to keep', async () => {
      const source = new Source('secret');
      source.answers('secret', { store: false });

      expect(await cache.get('p-1', pub, anyone, source.load)).toMatchObject({
        outcome: 'bypass',
        freshForMs: 0,
      });
      await cache.get('p-1', pub, anyone, source.load);
      expect(source.calls).toBe(2);
    });

    test('a value may be undefined', async () => {
      const source = new Source(undefined);
      source.answers(undefined, { absent: true });
      const policy = { ...pub, absentMs: 1_000 };

      await cache.get('p-1', policy, anyone, source.load);
      expect(await cache.get('p-1', policy, anyone, source.load)).toMatchObject({
        value: undefined,
        outcome: 'hit',
      });
    });

    test('that there is no such thing, unless the policy says for how long', async () => {
      const source = new Source(null);
      source.answers(null, { absent: true });
      await cache.get('p-1', pub, anyone, source.load);
      await cache.get('p-1', pub, anyone, source.load);
      expect(source.calls).toBe(2);

      const policy = { ...pub, absentMs: 1_000 };
      await cache.get('p-2', policy, anyone, source.load);
      expect(await cache.get('p-2', policy, anyone, source.load)).toMatchObject({
        value: null,
        outcome: 'hit',
      });
      expect(source.calls).toBe(3);
      clock.advance(1_000);
      await cache.get('p-2', policy, anyone, source.load);
      expect(source.calls).toBe(4);
    });
  });

  describe('audiences', () => {
    const own: CachePolicy = { audience: 'perPrincipal', freshMs: 60_000 };
    const tenant: CachePolicy = { audience: 'perTenant', freshMs: 60_000 };
    const as = (principal = anonymous) => ({ context: aContext({ principal }), readsPrincipal: true });

    test('what reads the principal is refused as public, and nothing is loaded', async () => {
      const source = new Source('orders of alice');

      await expect(cache.get('orders', pub, as(aUser('alice')), source.load)).rejects.toMatchObject({
        code: 'AUDIENCE_MISMATCH',
      });
      expect(source.calls).toBe(0);
    });

    test('one principal is never given what was loaded for another', async () => {
      const load = async (who: string) =>
        (await cache.get('me', own, as(aUser(who)), new Source(who).load)).value;

      expect(await Promise.all([load('alice'), load('bob'), load('alice')])).toEqual([
        'alice',
        'bob',
        'alice',
      ]);
      expect(await load('bob')).toBe('bob');
    });

    test('a user and a partner of one id are two', async () => {
      await cache.get('me', own, as(aUser('acme')), new Source('user').load);

      expect(await cache.get('me', own, as(aPartner('acme')), new Source('partner').load)).toMatchObject({
        value: 'partner',
      });
    });

    test('all tokens of one partner share what is per tenant', async () => {
      await cache.get('catalogue', tenant, as(aPartner('acme', 'orders:read')), new Source('of acme').load);
      const again = await cache.get('catalogue', tenant, as(aPartner('acme')), new Source('other').load);

      expect(again).toMatchObject({ value: 'of acme', outcome: 'hit' });
    });

    test('a public answer is loaded for nobody in particular, and others for the one who asked', async () => {
      const source = new Source('any');
      const context = aContext({ principal: aUser('alice') });

      await cache.get('p-1', pub, { context, readsPrincipal: false }, source.load);
      await cache.get('me', own, { context, readsPrincipal: true }, source.load);

      expect(source.contexts.map(({ principal }) => principal.id)).toEqual(['', 'alice']);
    });
  });

  describe('purging', () => {
    const tagged: CachePolicy = { ...pub, staleMs: 60_000, tags: ['catalogue'] };

    test('what carries the tag is loaded again, and the rest is kept', async () => {
      const products = new Source('products');
      const others = new Source('others');
      products.answers('products', { tags: ['product:p-1'] });
      await cache.get('list', tagged, anyone, products.load);
      await cache.get('other', pub, anyone, others.load);

      await cache.purge(['product:p-1']);

      expect(await cache.get('list', tagged, anyone, products.load)).toMatchObject({ outcome: 'miss' });
      expect(await cache.get('other', pub, anyone, others.load)).toMatchObject({ outcome: 'hit' });
    });

    test('a load that began before the purge does not bring back what was purged', async () => {
      const source = new Source('x');
      const { answer } = source.holds();
      const asked = cache.get('list', tagged, anyone, source.load);
      await eventually(() => source.calls === 1, 'the load');

      await cache.purge(['catalogue']);
      answer('from before');
      expect(await asked).toMatchObject({ value: 'from before' });
      source.answers('from after');

      expect(await cache.get('list', tagged, anyone, source.load)).toMatchObject({ value: 'from after' });
    });

    test('whoever asks after the purge does not wait for a load that began before it', async () => {
      const source = new Source('x');
      const { answer } = source.holds();
      const before = cache.get('list', tagged, anyone, source.load);
      await eventually(() => source.calls === 1, 'the load');

      await cache.purge(['catalogue']);
      source.answers('from after');
      const after = cache.get('list', tagged, anyone, source.load);
      await eventually(() => source.calls === 2, 'the load of those who ask after the purge');
      answer('from before');

      expect(await Promise.all([before, after])).toMatchObject([
        { value: 'from before' },
        { value: 'from after' },
      ]);
      expect(await cache.get('list', tagged, anyone, source.load)).toMatchObject({ value: 'from after' });
    });
  });

  test('what is warmed up is there for the first caller, and a failure stops nothing', async () => {
    const source = new Source('warm');
    const failing = new Source('');
    failing.fails(new Error('down'));

    const warm = await cache.warm([
      { key: 'a', policy: pub, load: failing.load },
      { key: 'b', policy: pub, load: source.load },
    ]);

    expect(warm).toBe(1);
    expect(await cache.get('b', pub, anyone, source.load)).toMatchObject({ outcome: 'hit' });
  });

  describe('one load for many', () => {
    test('a thousand callers on a cold key are one load', async () => {
      const source = new Source('x');
      const { answer } = source.holds();
      const callers = Array.from({ length: 1_000 }, () => cache.get('p-1', pub, anyone, source.load));
      await eventually(() => source.calls === 1, 'the load');
      answer('loaded');

      const answers = await Promise.all(callers);
      expect(new Set(answers.map(({ value }) => value))).toEqual(new Set(['loaded']));
      expect(source.calls).toBe(1);
    });

    test('a load that fails fails for all who wait, once', async () => {
      const source = new Source('x');
      const { fail } = source.holds();
      const callers = Array.from({ length: 50 }, () => cache.get('p-1', pub, anyone, source.load));
      await eventually(() => source.calls === 1, 'the load');
      fail(new Error('down'));

      const ends = await Promise.allSettled(callers);
      expect(ends.every((end) => end.status === 'rejected' && /down/.test(String(end.reason)))).toBe(true);
      expect(source.calls).toBe(1);
    });

    test('the one who came first may leave, and the others are answered by the same load', async () => {
      const source = new Source('x');
      const { answer } = source.holds();
      const leaving = new AbortController();
      const first = cache.get(
        'p-1',
        pub,
        { ...anyone, context: aContext({ signal: leaving.signal }) },
        source.load,
      );
      const others = Array.from({ length: 9 }, () => cache.get('p-1', pub, anyone, source.load));
      await eventually(() => source.calls === 1, 'the load');

      leaving.abort(new Error('gone'));
      await expect(first).rejects.toThrow('gone');
      expect(source.signal.aborted).toBe(false);
      answer('loaded');

      expect((await Promise.all(others)).map(({ value }) => value)).toEqual(Array(9).fill('loaded'));
      expect(source.calls).toBe(1);
    });

    test('the load is cancelled when the last who waited has left', async () => {
      const source = new Source('x');
      source.holds();
      const leaving = new AbortController();
      const scope = { ...anyone, context: aContext({ signal: leaving.signal }) };
      const callers = Array.from({ length: 3 }, () => cache.get('p-1', pub, scope, source.load));
      await eventually(() => source.calls === 1, 'the load');

      leaving.abort(new Error('gone'));

      await Promise.allSettled(callers);
      expect(source.signal.aborted).toBe(true);
      source.answers('anew');
      expect(await cache.get('p-1', pub, anyone, source.load)).toMatchObject({ value: 'anew' });
    });

    test('those with time left go on in one new load when the first runs out of time', async () => {
      const source = new Source('x');
      source.holds();
      const hasty = cache.get(
        'p-1',
        pub,
        { ...anyone, context: aContext({ withinMs: 50 }) },
        (context, offer) => {
          void source.load(context, offer);
          const late = Object.assign(new Error('late'), { code: 'DEADLINE_EXCEEDED' });
          return new Promise<Loaded<string>>((_, reject) =>
            setTimeout(reject, context.deadline.remainingMs(), late),
          );
        },
      );
      const others = Array.from({ length: 9 }, () => cache.get('p-1', pub, anyone, source.load));
      await eventually(() => source.calls === 1, 'the load');
      source.answers('loaded');

      await expect(hasty).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      expect((await Promise.all(others)).map(({ value }) => value)).toEqual(Array(9).fill('loaded'));
      expect(source.calls).toBe(2);
    });

    test('nothing is loaded for one whose time is over', async () => {
      const source = new Source('x');
      const context = aContext({ withinMs: 0 });

      await expect(cache.get('p-1', pub, { ...anyone, context }, source.load)).rejects.toMatchObject({
        code: 'DEADLINE_EXCEEDED',
      });
      expect(source.calls).toBe(0);
    });
  });
}
