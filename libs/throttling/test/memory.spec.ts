import { fakeClock } from '@frontdesk/testing';
import { storageContract } from './storage.contract.js';

// @nestjs/throttler is CommonJS and requires Nest, which is not: Jest needs Nest to be there before it.
await import('@nestjs/common');
const { MemoryThrottlerStorage } = await import('../src/memory-throttler-storage.js');

describe('counting in memory', () => {
  const shared = new MemoryThrottlerStorage();
  storageContract(
    () => shared,
    () => shared,
  );

  test('a window begins with its first request, and after its end the count begins anew', async () => {
    const clock = fakeClock();
    const storage = new MemoryThrottlerStorage(clock);
    const hit = () => storage.increment('user:alice', 60_000, 1);
    clock.advance(30_000);

    expect(await hit()).toMatchObject({ isBlocked: false, timeToExpire: 60 });
    clock.advance(59_999);
    expect(await hit()).toMatchObject({ isBlocked: true, timeToBlockExpire: 1 });
    clock.advance(1);
    expect(await hit()).toMatchObject({ isBlocked: false, totalHits: 1 });
  });

  test('a window that has ended is as none for who only looks', async () => {
    const clock = fakeClock();
    const storage = new MemoryThrottlerStorage(clock);
    const windows = [{ key: 'a', limit: 1, windowMs: 1_000 }];
    await storage.countInOrder(windows, true);
    clock.advance(999);
    expect(await storage.countInOrder(windows, false)).toEqual([{ hits: 1, leftMs: 1 }]);
    clock.advance(1);
    expect(await storage.countInOrder(windows, false)).toEqual([{ hits: 0, leftMs: 1_000 }]);
  });

  test('what was counted elsewhere is where it goes on, and never less than what it counted itself', async () => {
    const clock = fakeClock();
    const storage = new MemoryThrottlerStorage(clock);
    storage.learn('a', { hits: 7, leftMs: 400 });
    expect(await storage.hit('a', 1_000)).toEqual({ hits: 8, leftMs: 400 });
    storage.learn('a', { hits: 5, leftMs: 1_000 });
    storage.learn('b', { hits: 0, leftMs: 1_000 });
    clock.advance(399);
    expect(await storage.hit('a', 1_000)).toEqual({ hits: 9, leftMs: 1 });
    clock.advance(1);
    expect(await storage.hit('a', 1_000)).toEqual({ hits: 1, leftMs: 1_000 });
    expect(storage.size).toBe(1);
  });

  test('a flood from many addresses is forgotten, oldest first, past the bound', async () => {
    const storage = new MemoryThrottlerStorage(fakeClock(), 1_000);
    for (let address = 0; address < 10_000; address += 1) {
      await storage.increment(`address:${address}`, 60_000, 10);
    }

    expect(storage.size).toBe(1_000);
    expect(await storage.increment('address:9999', 60_000, 10)).toMatchObject({ totalHits: 2 });
    expect(await storage.increment('address:0', 60_000, 10)).toMatchObject({ totalHits: 1 });
  });

  test('windows that have ended are forgotten as others begin', async () => {
    const clock = fakeClock();
    const storage = new MemoryThrottlerStorage(clock);
    for (let address = 0; address < 100; address += 1)
      await storage.increment(`address:${address}`, 1_000, 10);
    clock.advance(1_000);
    for (let user = 0; user < 100; user += 1) await storage.increment(`user:${user}`, 1_000, 10);

    expect(storage.size).toBe(100);
  });
});
