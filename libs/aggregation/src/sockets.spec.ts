import { type FakeUpstream, fakeUpstream } from '@frontdesk/testing';
import { path, readJson, Upstreams } from '@frontdesk/upstream';
import { view } from './begin-view.js';
import type { PartScope } from './part-run.js';
import { runView } from './run-view.js';
import { contextFor } from './test/context-for.js';

interface Item {
  readonly productId: string;
}
type Clients = ReturnType<ReturnType<typeof clientsOf>>;

/** Clients of one upstream, as the shop's are: reads are shared within a run. */
function clientsOf(upstreams: Upstreams<'shop'>) {
  const shop = upstreams.get('shop');
  const get = <T>(scope: PartScope, route: string, at: ReturnType<typeof path>, query = {}) =>
    scope.once(`${at}?${JSON.stringify(query)}`, (context) =>
      shop.call(
        { method: 'GET', route, path: at, query, read: async (answer) => (await readJson(answer)) as T },
        context,
      ),
    );
  return (scope: PartScope) => ({
    order: (id: string) => get<{ items: Item[] }>(scope, 'GET /orders/:id', path`/orders/${id}`),
    products: (ids: readonly string[]) =>
      get<{ id: string }[]>(scope, 'GET /products', path`/products`, { ids: ids.join(',') }),
  });
}

async function started(shop: FakeUpstream) {
  const upstreams = new Upstreams({ shop: { url: shop.url, retries: 0 } }, { env: {} });
  return { bind: clientsOf(upstreams), [Symbol.asyncDispose]: () => upstreams.close() };
}

const items = Array.from({ length: 20 }, (_, n) => ({ productId: `p-${n % 15}` }));

it('an order of 20 items reads the products once', async () => {
  await using shop = await fakeUpstream((request, response) => {
    const ids = request.query.get('ids')?.split(',') ?? [];
    const body = request.path === '/products' ? ids.map((id) => ({ id })) : { items };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await using clients = await started(shop);
  const order = view<Clients>('order')
    .required('order', (shop) => shop.order('o-1'))
    .joinRequired(
      'products',
      { after: ['order'] },
      {
        each: ({ order }) => order.items,
        by: (item) => item.productId,
        via: (shop, ids) => shop.products(ids),
      },
    )
    .shape(({ order, products }) => order.items.map((item) => products.of(item)?.id));
  const { body } = await runView(order, {}, contextFor(), clients.bind);
  expect(body).toEqual(items.map(({ productId }) => productId));
  expect(shop.requests.map((request) => request.path)).toEqual(['/orders/o-1', '/products']);
  expect(shop.requests[1]?.query.get('ids')?.split(',')).toHaveLength(15);
});

it('the same operation asked for by two parts is one request', async () => {
  await using shop = await fakeUpstream();
  await using clients = await started(shop);
  const twice = view<Clients>('twice')
    .required('a', (shop) => shop.order('o-1'))
    .required('b', (shop) => shop.order('o-1'))
    .required('c', (shop) => shop.order('o-2'))
    .shape((answers) => answers);
  await runView(twice, {}, contextFor(), clients.bind);
  expect(shop.requests.map((request) => request.path).sort()).toEqual(['/orders/o-1', '/orders/o-2']);
});

it('of a 300 ms budget over two dependent calls of 200 ms, the second is given at most 100 ms', async () => {
  await using shop = await fakeUpstream((_, response) => {
    setTimeout(() => response.setHeader('content-type', 'application/json').end('{"items":[]}'), 200);
  });
  await using clients = await started(shop);
  const chain = view<Clients>('chain', { budgetMs: 300 })
    .required('first', (shop) => shop.order('o-1'))
    .required('second', { after: ['first'] }, (shop) => shop.order('o-2'))
    .required('third', { after: ['second'] }, (shop) => shop.order('o-3'))
    .shape((answers) => answers);
  await expect(runView(chain, {}, contextFor(), clients.bind)).rejects.toMatchObject({
    name: 'DeadlineExceeded',
  });
  await shop.abandoned(1);
  expect(shop.requests.map((request) => request.path)).toEqual(['/orders/o-1', '/orders/o-2']);
  const given = shop.requests.map(({ headers }) => Number(headers['x-envoy-expected-rq-timeout-ms']));
  expect(given[0]).toBeLessThanOrEqual(300);
  expect(given[1]).toBeLessThanOrEqual(100);
  expect(given[1]).toBeGreaterThan(0);
});

it('an optional part that hangs is missing at the deadline, and its socket is closed', async () => {
  await using shop = await fakeUpstream();
  shop.hang();
  await using clients = await started(shop);
  const home = view<Clients>('home', { budgetMs: 100 })
    .optional('orders', (shop) => shop.order('o-1'))
    .shape(({ orders }) => ({ orders }));
  const result = await runView(home, {}, contextFor(), clients.bind);
  expect(result).toMatchObject({ body: { orders: null }, complete: false, missing: ['orders'] });
  await shop.abandoned(1);
});

it('when a required part fails, the sockets of all others are closed', async () => {
  await using shop = await fakeUpstream((request, response) => {
    if (request.path === '/orders/o-1') response.writeHead(503).end();
  });
  await using clients = await started(shop);
  const page = view<Clients>('page')
    .required('other', (shop) => shop.order('o-2'))
    .required('order', async (client) => {
      await shop.received(1);
      return client.order('o-1');
    })
    .shape((answers) => answers);
  await expect(runView(page, {}, contextFor(), clients.bind)).rejects.toMatchObject({
    code: 'status',
    status: 503,
  });
  await shop.abandoned(1);
});

it('when the caller goes away, all sockets are closed', async () => {
  await using shop = await fakeUpstream();
  shop.hang();
  await using clients = await started(shop);
  const page = view<Clients>('page')
    .required('one', (shop) => shop.order('o-1'))
    .optional('two', (shop) => shop.order('o-2'))
    .shape((answers) => answers);
  const caller = new AbortController();
  const running = expect(
    runView(page, {}, contextFor({ signal: caller.signal }), clients.bind),
  ).rejects.toMatchObject({ name: 'CallerGone' });
  await shop.received(2);
  caller.abort();
  await running;
  await shop.abandoned(2);
});
