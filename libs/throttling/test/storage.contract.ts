import { CallersLimits } from '../src/callers-limits.js';
import { LimitSet } from '../src/limit-set.js';
import type { LimitsStorage } from '../src/limits-storage.js';

const WINDOW_MS = 60_000;

/** What every storage does, be it in memory or in Redis; `another` is a second process' storage of the same counts. */
export function storageContract(storage: () => LimitsStorage, another: () => LimitsStorage): void {
  let made = 0;
  let tracker: string;
  beforeEach(() => (tracker = `user:${++made}`));

  const hit = (limit: number, of = storage(), who = tracker) =>
    of.increment(who, WINDOW_MS, limit, WINDOW_MS, 'default');

  test('it counts, and says when the window ends', async () => {
    expect(await hit(2)).toEqual({ totalHits: 1, timeToExpire: 60, isBlocked: false, timeToBlockExpire: 0 });
    expect(await hit(2)).toMatchObject({ totalHits: 2, isBlocked: false });
    expect(await hit(2)).toMatchObject({ totalHits: 3, isBlocked: true });
  });

  test('each tracker has a count of its own', async () => {
    await hit(1);

    expect(await hit(1, storage(), `${tracker}-another`)).toMatchObject({ isBlocked: false });
    expect(await hit(1)).toMatchObject({ isBlocked: true });
  });

  test('of many concurrent calls exactly as many as the limit are accepted', async () => {
    const hits = await Promise.all(Array.from({ length: 700 }, () => hit(600)));

    expect(hits.filter(({ isBlocked }) => !isBlocked)).toHaveLength(600);
  });

  test('two storages of the same counts accept together exactly as many as the limit', async () => {
    const hits = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => hit(600, index % 2 === 0 ? storage() : another())),
    );

    expect(hits.filter(({ isBlocked }) => !isBlocked)).toHaveLength(600);
  });

  describe('of limits in their order', () => {
    const windowsOf = (burst: number, rate: number) =>
      new CallersLimits(
        tracker,
        new LimitSet([
          { name: 'burst', limit: burst, windowMs: WINDOW_MS },
          { name: 'rate', limit: rate, windowMs: 2 * WINDOW_MS },
        ]),
      ).windows;
    const count = async (burst: number, rate: number, isCounted = true, of = storage()) =>
      (await of.countInOrder(windowsOf(burst, rate), isCounted)).map(({ hits }) => hits);

    test('what one refuses neither that one nor those after it count', async () => {
      expect(await count(2, 9)).toEqual([1, 1]);
      expect(await count(2, 9)).toEqual([2, 2]);
      expect(await count(2, 9)).toEqual([3, 2]);
      expect(await count(2, 9)).toEqual([3, 2]);
      expect(await count(2, 9, false)).toEqual([2, 2]);
    });

    test('it says when each window ends, one that did not begin yet too', async () => {
      const looked = await storage().countInOrder(windowsOf(1, 1), false);
      expect(looked).toEqual([
        { hits: 0, leftMs: WINDOW_MS },
        { hits: 0, leftMs: 2 * WINDOW_MS },
      ]);
      const [first, second] = await storage().countInOrder(windowsOf(1, 1), true);
      expect(first?.leftMs).toBeGreaterThan(WINDOW_MS - 1_000);
      expect(second?.leftMs).toBeGreaterThan(2 * WINDOW_MS - 1_000);
    });

    test('who only looks uses up nothing', async () => {
      await count(1, 1);
      expect(await count(1, 1, false)).toEqual([1, 1]);
      expect(await count(1, 1, false)).toEqual([1, 1]);
    });

    test('what was accepted stays counted when a limit changes, and what was refused was never', async () => {
      for (let time = 0; time < 5; time += 1) await count(9, 3);
      expect(await count(9, 9)).toEqual([6, 4]);
      expect(await count(2, 9)).toEqual([7, 4]);
      expect(await count(9, 9)).toEqual([7, 5]);
    });

    test('of many concurrent calls two storages accept together exactly as many as the smallest', async () => {
      const hits = await Promise.all(
        Array.from({ length: 700 }, (_, index) =>
          count(600, 400, true, index % 2 === 0 ? storage() : another()),
        ),
      );

      expect(hits.filter(([burst = 0, rate = 0]) => burst <= 600 && rate <= 400)).toHaveLength(400);
      expect(await count(600, 400, false)).toEqual([600, 400]);
    });
  });
}
