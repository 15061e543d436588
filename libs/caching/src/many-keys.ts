import { Deadline, RequestContext } from '@frontdesk/request-context';
import { AnswerCache, DEFAULT_MAX_BYTES } from './answer-cache.js';

const KB = 1_024;
const KEY_LENGTH = 100;
const WARM_UP_KEYS = 10_000;
const WARM_UP_BYTES = KB * KB;
const SAMPLE_EVERY = 1_000;

const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
const context = new RequestContext('r', trace, Deadline.in(600_000), new AbortController().signal);
const scope = { context, readsPrincipal: false };
const policy = { audience: 'public', freshMs: 600_000 } as const;

/**
 * By how many bytes this process grows at most while a cache is asked for so many distinct keys, each with an answer of
 * 1 KB. It is here for those who measure: in a process of its own, for nothing else must grow meanwhile.
 */
export async function growthByManyKeys(
  keys: number,
  maxBytes = DEFAULT_MAX_BYTES,
): Promise<{ readonly grownBy: number; readonly maxBytes: number }> {
  // What the code itself takes once it is compiled is not the cache's growth.
  const warmUp = new AnswerCache({ name: 'warm-up', maxBytes: WARM_UP_BYTES });
  await fill(warmUp, WARM_UP_KEYS, () => undefined);
  await warmUp.close();

  const before = process.memoryUsage.rss();
  let most = before;
  const cache = new AnswerCache({ name: 'many', maxBytes });
  await fill(cache, keys, () => (most = Math.max(most, process.memoryUsage.rss())));
  await cache.close();
  return { grownBy: most - before, maxBytes };
}

async function fill(cache: AnswerCache, keys: number, sample: () => void): Promise<void> {
  for (let key = 0; key < keys; key += 1) {
    const text = String(key).padEnd(KB, 'v');
    await cache.get(String(key).padStart(KEY_LENGTH, 'k'), policy, scope, async () => ({
      value: { id: key, text },
    }));
    if (key % SAMPLE_EVERY === 0) sample();
  }
}
