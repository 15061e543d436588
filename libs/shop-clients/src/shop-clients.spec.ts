import { runView, view } from '@frontdesk/aggregation';
import { AnswerCache } from '@frontdesk/caching';
import { Deadline, RequestContext } from '@frontdesk/request-context';
import { type FakeUpstream, fakeUpstream } from '@frontdesk/testing';
import { path, Upstreams } from '@frontdesk/upstream';
import { expectTypeOf } from 'expect-type';
import { z } from 'zod';
import * as shopClients from './index.js';

const {
  bindClients,
  bindPublicClients,
  operation,
  orders,
  payments,
  products,
  pricing,
  recommendations,
  users,
} = shopClients;
const things = {
  byId: operation({
    reads: 'nothing',
    route: 'GET /things/:id',
    request: (id: string) => ({ path: path`/things/${id}` }),
    answer: z.object({ id: z.string() }),
    cache: { audience: 'public', freshMs: 60_000, absentMs: 60_000 },
  }),
  /** Another look at the same address. */
  nameOf: operation({
    reads: 'nothing',
    route: 'GET /things/:id (name)',
    request: (id: string) => ({ path: path`/things/${id}` }),
    answer: z.object({ name: z.string() }),
    take: ({ name }) => name,
    cache: { audience: 'public', freshMs: 60_000 },
  }),
};
const clients = { users, products, pricing, orders, payments, recommendations, things };

const product = (id: string) => ({
  id,
  name: `Product ${id}`,
  description: 'A thing.',
  category: 'Things',
  brand: 'Acme',
  imageUrl: `/images/${id}.jpg`,
  attributes: { colour: 'red' },
  updatedAt: '2026-01-01T00:00:00.000Z',
  supplierCost: 1_000,
});

function contextOf(userId?: string): RequestContext {
  const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
  const context = new RequestContext('request-1', trace, Deadline.in(2_000), new AbortController().signal);
  if (userId) context.authenticated({ kind: 'user', id: userId, scopes: new Set() });
  return context;
}

/** The clients on one upstream that stands for all services. */
async function stand(upstream: FakeUpstream, env: Record<string, string> = {}) {
  const declare = { url: upstream.url, identity: 'headers' } as const;
  const names = Object.keys(clients) as (keyof typeof clients)[];
  const drifts: string[] = [];
  const upstreams = new Upstreams(Object.fromEntries(names.map((name) => [name, declare])), {
    env,
    observer: { drifted: ({ route, problem }) => drifts.push(`${route} ${problem}`) },
  });
  const cache = new AnswerCache({ name: 'shop-clients-spec' });
  const parts = { upstream: (name: string) => upstreams.get(name), cache };
  return {
    drifts,
    bind: bindClients(clients, parts),
    bindPublic: bindPublicClients(clients, parts),
    async [Symbol.asyncDispose]() {
      await cache.close();
      await upstreams.close();
    },
  };
}

type Bind = Awaited<ReturnType<typeof stand>>['bind'];

/** Asks one thing, as the one part of a view. */
async function ask<T>(
  bind: Bind,
  question: (clients: ReturnType<Bind>) => Promise<T>,
  context = contextOf(),
) {
  const asking = view<ReturnType<Bind>>('asking')
    .required('answer', question)
    .shape(({ answer }) => answer);
  return runView(asking, {}, context, bind);
}

it('offers these names', () => {
  expect(Object.keys(shopClients).sort()).toEqual([
    'Card',
    'Cart',
    'Category',
    'Money',
    'Notification',
    'OrderStatus',
    'PaymentMethod',
    'Purchase',
    'PurchaseRequest',
    'Review',
    'ShipmentStatus',
    'Stock',
    'User',
    'bindClients',
    'bindCommands',
    'bindPublicClients',
    'cartCommands',
    'carts',
    'checkoutCommands',
    'command',
    'inventory',
    'notificationCommands',
    'notifications',
    'operation',
    'orderCommands',
    'orders',
    'payments',
    'pricing',
    'products',
    'recommendations',
    'reviews',
    'shipping',
    'totalOf',
    'users',
  ]);
});

describe('a typed client', () => {
  it('answers with the fields that its schema names, and with no other', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, product('p-1'));
    await using shop = await stand(upstream);
    const { body } = await ask(shop.bind, ({ products }) => products.byId('p-1'));
    expect(body).toMatchObject({ id: 'p-1', name: 'Product p-1' });
    expect(body).not.toHaveProperty('supplierCost');
    expect(upstream.requests[0]?.url).toBe('/products/p-1');
  });

  it('asks for many ids in one call', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, { items: [product('p-1'), product('p-2')] });
    await using shop = await stand(upstream);
    const { body } = await ask(shop.bind, ({ products }) => products.byIds(['p-1', 'p-2']));
    expect(body.map(({ id }) => id)).toEqual(['p-1', 'p-2']);
    expect(upstream.requests.map(({ url }) => decodeURIComponent(url))).toEqual(['/products?ids=p-1,p-2']);
  });

  it('makes the same call once in a request, however many parts want it', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, { items: [product('p-1')] });
    await using shop = await stand(upstream);
    const twice = view<ReturnType<Bind>>('twice')
      .required('one', ({ products }) => products.byIds(['p-1']))
      .required('other', ({ products }) => products.byIds(['p-1']))
      .shape(({ one, other }) => [one.length, other.length]);
    expect((await runView(twice, {}, contextOf(), shop.bind)).body).toEqual([1, 1]);
    expect(upstream.requests).toHaveLength(1);
  });

  it('gives the first of a list that has one item or none', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, { items: [] });
    await using shop = await stand(upstream);
    expect((await ask(shop.bind, ({ payments }) => payments.ofOrder('o-1'))).body).toBeNull();
  });

  it('blames a page that is refused on its cursor, and on nothing where there is none', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(400);
    await using shop = await stand(upstream);
    await expect(
      ask(shop.bind, ({ products }) => products.search({ cursor: 'made-up' })),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT', errors: [{ in: 'query', field: 'cursor' }] });
    await expect(ask(shop.bind, ({ products }) => products.search({}))).rejects.toMatchObject({
      name: 'UpstreamError',
    });
  });

  it('fails with schema-drift where the answer does not fit, and says where', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, { ...product('p-1'), name: 7 });
    await using shop = await stand(upstream);
    await expect(ask(shop.bind, ({ products }) => products.byId('p-1'))).rejects.toMatchObject({
      name: 'UpstreamError',
      code: 'schema-drift',
    });
    expect(shop.drifts).toEqual(['GET /products/:id name: invalid_type']);
  });

  it('lets drift pass by a lenient policy, and says so', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, { items: [{ ...product('p-1'), name: 7 }] });
    await using shop = await stand(upstream, { PRODUCTS_ANSWERS: 'lenient' });
    const { body } = await ask(shop.bind, ({ products }) => products.byIds(['p-1']));
    expect(body[0]).toMatchObject({ name: 7 });
    expect(shop.drifts).toHaveLength(1);
  });
});

describe('who is calling', () => {
  it('is told where the operation reads the principal', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, { items: [], nextCursor: null });
    await using shop = await stand(upstream);
    await ask(shop.bind, ({ orders }) => orders.ofCaller({ limit: 3 }), contextOf('alice'));
    expect(upstream.requests[0]?.headers['x-user-id']).toBe('alice');
  });

  it('is not told where it does not, though the policy would', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, { items: [product('p-1')] });
    await using shop = await stand(upstream);
    await ask(shop.bind, ({ products }) => products.byIds(['p-1']), contextOf('alice'));
    expect(upstream.requests[0]?.headers).not.toHaveProperty('x-user-id');
  });

  it('makes the answer private', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, { items: [], nextCursor: null });
    await using shop = await stand(upstream);
    const { freshness } = await ask(shop.bind, ({ orders }) => orders.ofCaller(), contextOf('alice'));
    expect(freshness).toMatchObject({ visibility: 'private', maxAgeMs: 0 });
  });
});

describe('a public view', () => {
  it('cannot be given an operation that reads the principal: it does not compile', () => {
    type Public = ReturnType<Awaited<ReturnType<typeof stand>>['bindPublic']>;
    expectTypeOf<Public['products']>().toHaveProperty('byId');
    expectTypeOf<Public['orders']>().not.toHaveProperty('byId');
    expectTypeOf<Public['recommendations']>().not.toHaveProperty('ofCaller');
    view<Public>('leak')
      // @ts-expect-error: an order is somebody's
      .required('order', ({ orders }) => orders.byId('o-1'));
  });

  it('fails at run time where it is forced, and no upstream is called', async () => {
    await using upstream = await fakeUpstream();
    await using shop = await stand(upstream);
    const forced = shop.bindPublic as unknown as Bind;
    await expect(ask(forced, ({ orders }) => orders.byId('o-1'), contextOf('alice'))).rejects.toMatchObject({
      code: 'AUDIENCE_MISMATCH',
    });
    expect(upstream.requests).toHaveLength(0);
  });
});

describe('a cached operation', () => {
  it('cannot be public where it reads the principal: it does not compile', () => {
    operation({
      reads: 'principal',
      route: 'GET /orders/:id',
      request: (id: string) => ({ path: path`/orders/${id}` }),
      answer: z.object({}),
      // @ts-expect-error: what reads the principal cannot be public
      cache: { audience: 'public', freshMs: 1 },
    });
  });

  it('asks once for two requests', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, { items: [] });
    await using shop = await stand(upstream);
    const asked = (scope: ReturnType<Bind>) => scope.recommendations.ofProduct('p-1', 3);
    const first = await ask(shop.bind, asked);
    const second = await ask(shop.bind, asked);
    expect(upstream.requests).toHaveLength(1);
    expect(first.plan.parts[0]?.source).toBe('miss');
    expect(second.plan.parts[0]?.source).toBe('cache');
    expect([first.fromCache, second.fromCache]).toEqual([
      { asked: 1, given: 0 },
      { asked: 1, given: 1 },
    ]);
    expect(second.freshness).toMatchObject({ visibility: 'public', noStore: false });
  });

  it('says that a cache was asked where it had nothing, and not where there is none to ask', async () => {
    await using upstream = await fakeUpstream();
    await using shop = await stand(upstream);
    const home = view<ReturnType<Bind>>('home')
      .optional('recommended', ({ recommendations }) => recommendations.ofProduct('p-1', 3))
      .optional('product', ({ products }) => products.byId('p-1'))
      .shape(() => 1);
    for (const unkept of [
      () => upstream.answer(200, { items: [] }, { 'cache-control': 'no-store' }),
      () => upstream.answer(500),
    ]) {
      unkept();
      const { plan, fromCache } = await runView(home, {}, contextOf(), shop.bind);
      expect(plan.parts.map(({ source }) => source)).toEqual(['miss', 'upstream']);
      expect(fromCache).toEqual({ asked: 1, given: 0 });
    }
  });

  it('knows for a while what does not exist', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(404);
    await using shop = await stand(upstream);
    const asked = (scope: ReturnType<Bind>) => scope.things.byId('t-0');
    await expect(ask(shop.bind, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask(shop.bind, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(upstream.requests).toHaveLength(1);
  });

  it('is not taken for another one at the same address, in one request or later', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, { id: 't-1', name: 'a thing' });
    await using shop = await stand(upstream);
    const both = view<ReturnType<Bind>>('both')
      .required('thing', ({ things }) => things.byId('t-1'))
      .required('name', ({ things }) => things.nameOf('t-1'))
      .shape((answers) => answers);
    for (let time = 0; time < 2; time += 1) {
      const { body } = await runView(both, {}, contextOf(), shop.bind);
      expect(body).toEqual({ thing: { id: 't-1' }, name: 'a thing' });
    }
    expect(upstream.requests).toHaveLength(2);
  });

  it.each<Record<string, string>>([
    { 'cache-control': 'no-store' },
    { 'cache-control': 'private' },
    { 'set-cookie': 'a=b' },
  ])('does not keep an absence that the upstream asks not to keep: %j', async (headers) => {
    await using upstream = await fakeUpstream();
    upstream.answer(404, {}, headers);
    await using shop = await stand(upstream);
    const asked = (scope: ReturnType<Bind>) => scope.things.byId('t-0');
    await expect(ask(shop.bind, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask(shop.bind, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(upstream.requests).toHaveLength(2);
  });

  it('does not keep what the upstream asks not to keep', async () => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, { items: [] }, { 'cache-control': 'no-store' });
    await using shop = await stand(upstream);
    const asked = (scope: ReturnType<Bind>) => scope.recommendations.ofProduct('p-1', 3);
    await ask(shop.bind, asked);
    await ask(shop.bind, asked);
    expect(upstream.requests).toHaveLength(2);
  });

  it.each<Record<string, string>>([
    { 'cache-control': 'no-store' },
    { 'cache-control': 'private, max-age=60' },
    { 'set-cookie': 'sid=1' },
    { vary: 'X-User-Id' },
  ])('is not what a public view may keep where the upstream says %j, cached or not', async (headers) => {
    await using upstream = await fakeUpstream();
    upstream.answer(200, product('p-1'), headers);
    await using shop = await stand(upstream);
    const { freshness } = await ask(shop.bind, ({ products }) => products.byId('p-1'));
    expect(freshness.noStore).toBe(true);
  });

  it('leaves a private view to its caller, unless the upstream says no-store', async () => {
    await using upstream = await fakeUpstream();
    await using shop = await stand(upstream);
    const orders = { items: [], nextCursor: null };
    const asked = (scope: ReturnType<Bind>) => scope.orders.ofCaller();
    upstream.answer(200, orders, { 'cache-control': 'private, no-cache' });
    expect((await ask(shop.bind, asked)).freshness).toMatchObject({ visibility: 'private', noStore: false });
    upstream.answer(200, orders, { 'cache-control': 'no-store' });
    expect((await ask(shop.bind, asked)).freshness.noStore).toBe(true);
  });
});
