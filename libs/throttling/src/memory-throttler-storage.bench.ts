import { MemoryThrottlerStorage } from './memory-throttler-storage.js';

const HITS = 2_000_000;
const TRACKERS = 1_000;

/**
 * What a hit costs at a small and at a huge limit, with as many hits in the window as there were calls. Do not conclude
 * what a request costs: guard, headers and, with Redis, the way there come on top.
 */
async function nanosecondsPerHit(limit: number): Promise<number> {
  const storage = new MemoryThrottlerStorage();
  const before = process.cpuUsage();
  for (let hit = 0; hit < HITS; hit += 1) await storage.increment(`user:${hit % TRACKERS}`, 60_000, limit);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1_000) / HITS;
}

await nanosecondsPerHit(10);
for (const limit of [100, 1_000_000, 100, 1_000_000]) {
  const cost = await nanosecondsPerHit(limit);
  process.stdout.write(`limit ${limit}: ${cost.toFixed(0)} ns of CPU per hit\n`);
}
