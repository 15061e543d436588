import { Deadline, RequestContext } from '@frontdesk/request-context';
import { AnswerCache } from '../src/index.js';

const KB = 1_024;
const SAMPLE_EVERY = 1_000;

/** Fills a cache with distinct keys, each with an answer of 1 KB, and sends by how many bytes the process grew at most. */
const [keys, maxBytes, keyLength] = process.argv.slice(2).map(Number) as [number, number, number];
const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
const context = new RequestContext('r', trace, Deadline.in(600_000), new AbortController().signal);
const scope = { context, readsPrincipal: false };
const policy = { audience: 'public', freshMs: 600_000 } as const;

async function fill(cache: AnswerCache, from: number, to: number, sample: () => void): Promise<void> {
  for (let key = from; key < to; key += 1) {
    const text = String(key).padEnd(KB, 'v');
    await cache.get(String(key).padStart(keyLength, 'k'), policy, scope, async () => ({
      value: { id: key, text },
    }));
    if (key % SAMPLE_EVERY === 0) sample();
  }
}

// What the code itself takes once it is compiled is not the cache's growth.
const warmUp = new AnswerCache({ name: 'warm-up', maxBytes: KB * KB });
await fill(warmUp, 0, 10_000, () => undefined);
await warmUp.close();

const before = process.memoryUsage.rss();
let most = before;
const cache = new AnswerCache({ name: 'many', maxBytes });
await fill(cache, 0, keys, () => (most = Math.max(most, process.memoryUsage.rss())));
process.send?.(most - before, () => process.disconnect());
await cache.close();
