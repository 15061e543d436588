import type { ThrottlerStorage } from '@nestjs/throttler';

const WINDOW_MS = 60_000;

/** What every storage does, be it in memory or in Redis; `another` is a second process' storage of the same counts. */
export function storageContract(storage: () => ThrottlerStorage, another: () => ThrottlerStorage): void {
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
}
