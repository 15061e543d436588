import { runView, view } from '@frontdesk/aggregation';
import { AnswerCache } from '@frontdesk/caching';
import { Deadline, RequestContext } from '@frontdesk/request-context';
import { fakeUpstream, type FakeUpstream } from '@frontdesk/testing';
import { path, Upstreams } from '@frontdesk/upstream';
import { z } from 'zod';
import { bindPublicClients, operation, recommendations, reviews } from './index.js';

const byId = {
  reads: 'nothing',
  route: 'GET /things/:id',
  request: (id: string) => ({ path: path`/things/${id}` }),
  answer: z.object({ id: z.string() }),
} as const;
const kept = { audience: 'public', freshMs: 60_000 } as const;
const things = {
  uncached: operation(byId),
  cached: operation({ ...byId, cache: kept }),
  known: operation({ ...byId, cache: { ...kept, absentMs: 10_000 } }),
};
const clients = { things };

function aContext(): RequestContext {
  const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
  return new RequestContext('request-1', trace, Deadline.in(2_000), new AbortController().signal);
}

/** The clients on an upstream that has nothing, and says so with these headers. */
async function emptyShop(headers: Record<string, string>, upstream: FakeUpstream) {
  upstream.answer(404, { detail: 'row 7 of db1' }, headers);
  const upstreams = new Upstreams({ things: { url: upstream.url } }, { env: {} });
  const cache = new AnswerCache({ name: 'absences-spec' });
  return {
    bind: bindPublicClients(clients, { upstream: () => upstreams.get('things'), cache }),
    async [Symbol.asyncDispose]() {
      await cache.close();
      await upstreams.close();
    },
  };
}
type Clients = ReturnType<Awaited<ReturnType<typeof emptyShop>>['bind']>;

const UNKEPT: Record<string, string>[] = [
  { 'cache-control': 'no-store' },
  { 'cache-control': 'private' },
  { 'set-cookie': 'a=b' },
];

describe('what an upstream has not, and a view cannot do without', () => {
  const required = view<Clients>('required')
    .required('thing', ({ things }) => things.uncached('t-0'))
    .shape(({ thing }) => thing);

  it('is not found, and nobody minds that being kept', async () => {
    await using upstream = await fakeUpstream();
    await using shop = await emptyShop({}, upstream);
    await expect(runView(required, {}, aContext(), shop.bind)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      freshness: { visibility: 'public', maxAgeMs: Infinity, noStore: false },
    });
  });

  it.each(UNKEPT)('is not to be kept where the upstream says %j', async (headers) => {
    await using upstream = await fakeUpstream();
    await using shop = await emptyShop(headers, upstream);
    await expect(runView(required, {}, aContext(), shop.bind)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      freshness: { noStore: true },
    });
  });
});

describe('what an upstream has not, and a view can do without', () => {
  const optional = (kind: keyof typeof things) =>
    view<Clients>('optional')
      .required('there', () => 1)
      .optional('thing', ({ things }) => things[kind]('t-0'))
      .shape(({ thing }) => thing);

  it.each([
    ['uncached', Infinity, 2],
    ['cached', Infinity, 2],
    ['known', 10_000, 1],
  ] as const)('leaves it complete and to be kept, %s', async (kind, maxAgeMs, calls) => {
    await using upstream = await fakeUpstream();
    await using shop = await emptyShop({ 'cache-control': 'max-age=60' }, upstream);
    for (let time = 0; time < 2; time += 1) {
      const { body, complete, freshness } = await runView(optional(kind), {}, aContext(), shop.bind);
      expect({ body, complete }).toEqual({ body: null, complete: true });
      expect(freshness).toMatchObject({ visibility: 'public', noStore: false });
      expect(freshness.maxAgeMs).toBeLessThanOrEqual(maxAgeMs);
      expect(freshness.maxAgeMs).toBeGreaterThan(9_000);
    }
    expect(upstream.requests).toHaveLength(calls);
  });

  describe.each(['uncached', 'cached', 'known'] as const)('and is %s', (kind) => {
    it.each(UNKEPT)('makes it no-store where the upstream says %j', async (headers) => {
      await using upstream = await fakeUpstream();
      await using shop = await emptyShop(headers, upstream);
      const { complete, freshness } = await runView(optional(kind), {}, aContext(), shop.bind);
      expect([complete, freshness.noStore]).toEqual([true, true]);
    });
  });

  it('is known for as long as a product page is kept', () => {
    const PAGE_FRESH_MS = 30_000;
    for (const { cache } of [reviews.ofProduct, recommendations.ofProduct]) {
      expect(cache?.absentMs).toBeGreaterThanOrEqual(PAGE_FRESH_MS);
    }
  });
});
