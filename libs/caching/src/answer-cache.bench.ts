import { Deadline, RequestContext } from '@frontdesk/request-context';
import { AnswerCache } from './answer-cache.js';
import { strongETag } from './etag.js';
import { FinishedViews } from './finished-views.js';

const HITS = 1_000_000;

/**
 * What a hit in memory costs. Do not conclude what a cached request costs: the server, its hooks and the guards are not
 * in it, and in a loop everything is warm.
 */
async function measure(what: string, times: number, work: () => unknown): Promise<void> {
  for (let time = 0; time < times / 10; time += 1) await work();
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await work();
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`${what}: ${((user + system) / times).toFixed(2)} µs of CPU\n`);
}

const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
const context = new RequestContext('bench', trace, Deadline.in(600_000), new AbortController().signal);
const cache = new AnswerCache({ name: 'bench' });
const finished = new FinishedViews(cache);
const answer = Array.from({ length: 20 }, (_, index) => ({ id: `p-${index}`, name: 'A lamp', price: index }));
const body = Buffer.from(JSON.stringify(answer));
const freshness = { visibility: 'public', maxAgeMs: 600_000, noStore: false } as const;
const open = { audience: 'public', freshMs: 600_000 } as const;
const own = { audience: 'perPrincipal', freshMs: 600_000 } as const;
const load = async () => ({ value: answer });
const compose = async () => ({ body, freshness, complete: true, missing: [] });

await measure('public hit', HITS, () => cache.get('a', open, { context, readsPrincipal: false }, load));
await measure('per principal hit', HITS, () => cache.get('a', own, { context, readsPrincipal: true }, load));
await measure('finished view hit', HITS, () => finished.get('a', open, context, compose));
await measure(`strong ETag of ${body.length} bytes`, HITS / 10, () => strongETag(body));
let next = 0;
await measure('miss and store', HITS / 10, () =>
  cache.get(`${next++}`, open, { context, readsPrincipal: false }, async () => ({ value: { id: next } })),
);
await cache.close();
