import { fakeClock } from '@frontdesk/testing';
import { MemorySessions } from '../../src/session/store/memory-sessions.js';
import { aKey, aSession, IDLE_MS, sessionsContract } from './sessions.contract.js';

const wallClock = { now: () => Date.now() };

describe('sessions in memory', () => {
  sessionsContract(async () => new MemorySessions({ idleMs: IDLE_MS, maxSessions: 100, clock: wallClock }));

  it('are bounded: one too many ends the one that was not used for longest, and tells who watches it', async () => {
    const clock = fakeClock(Date.now());
    const store = new MemorySessions({ idleMs: 60_000, maxSessions: 2, clock });
    const [one, two, three] = [aKey(), aKey(), aKey()];
    await store.add(one, aSession());
    await store.add(two, aSession());
    clock.advance(3_000);
    store.find(one, true);
    let told = 0;
    store.find(two, false)?.onEnd(() => (told += 1));
    await store.add(three, aSession());
    expect([one, two, three].map((key) => store.find(key, false) !== undefined)).toEqual([true, false, true]);
    expect([store.size, told]).toEqual([2, 1]);
    store.close();
  });

  it('do not stay when they are over, though nobody asks for them', async () => {
    const clock = fakeClock(Date.now());
    const store = new MemorySessions({ idleMs: 60_000, maxSessions: 1_000, clock });
    for (let count = 0; count < 500; count += 1) await store.add(aKey(), aSession());
    expect(store.size).toBe(500);
    clock.advance(60_000);
    store.sweep();
    expect(store.size).toBe(0);
    store.close();
  });
});
