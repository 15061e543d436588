import { Deadline, RequestContext } from '@frontdesk/request-context';
import { AnswerCache } from '../src/index.js';

/** A process of a fleet: when told to, many callers ask it at once for the same cold key; it sends what they got. */
const [redisUrl, sourceUrl, callers] = process.argv.slice(2) as [string, string, string];
const cache = new AnswerCache({ name: 'fleet', redisUrl, redisTimeoutMs: 2_000 });
await cache.ready(5_000);

process.on('message', async () => {
  const asked = Array.from({ length: Number(callers) }, () => {
    const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
    const context = new RequestContext('r', trace, Deadline.in(10_000), new AbortController().signal);
    const policy = { audience: 'public', freshMs: 60_000 } as const;
    return cache.get('cold', policy, { context, readsPrincipal: false }, async () => {
      const answer = await fetch(sourceUrl);
      return { value: await answer.text() };
    });
  });
  const values = new Set((await Promise.all(asked)).map(({ value }) => value));
  await cache.close();
  process.send?.([...values], () => process.disconnect());
});
process.send?.('ready');
