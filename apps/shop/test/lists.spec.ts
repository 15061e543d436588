import { type Answered, type RunningShop, runShop } from './running-shop.js';

describe('lists', () => {
  let shop: RunningShop;
  beforeAll(async () => void (shop = await runShop()));
  afterAll(() => shop[Symbol.asyncDispose]());

  const idsIn = ({ body }: Answered) => (body.items ?? []).map(({ id }) => id);
  const ordersOf = (query: string) => shop.ask('orders', `/orders?${query}`);

  it('come page by page, each item once, though new ones come in between', async () => {
    const seen: unknown[] = [];
    const first = await ordersOf('userId=carol&limit=3');
    seen.push(...idsIn(first));
    const body = { items: [{ productId: 'p-001', quantity: 1 }] };
    const placed = await shop.ask('orders', '/orders', { method: 'POST', as: 'carol', body });
    for (let cursor = first.body['nextCursor']; cursor !== null;) {
      const next = await ordersOf(`userId=carol&limit=3&cursor=${String(cursor)}`);
      seen.push(...idsIn(next));
      cursor = next.body['nextCursor'];
    }
    const all = idsIn(await ordersOf('userId=carol&limit=100'));
    expect(all[0]).toBe(placed.body['id']);
    expect(seen).toEqual(all.slice(1));
  });

  it('hold 20 items where no limit is given', async () => {
    expect((await shop.ask('products', '/products')).body.items).toHaveLength(20);
  });

  it('of products are found by exact category', async () => {
    const found = await shop.ask('products', '/products?category=Home%20Office&limit=100');
    expect(found.body.items).toHaveLength(20);
    expect(new Set(found.body.items?.map(({ category }) => category))).toEqual(new Set(['Home Office']));
    expect((await shop.ask('products', '/products?category=home')).body.items).toEqual([]);
  });

  it('of categories count what there is, and not what was deleted', async () => {
    const { body } = await shop.ask('products', '/products/categories');
    expect(body.items).toHaveLength(10);
    expect(body.items?.map(({ count }) => count)).toEqual(Array(10).fill(20));
    const names = body.items?.map(({ name }) => name);
    expect(names).toEqual([...(names ?? [])].sort());
  });

  it('of products are found where all words occur, in any order and case', async () => {
    const found = await shop.ask('products', '/products?q=PAN%20%20kitchen%20mini');
    expect(found.body.items?.map(({ name }) => name)).toEqual([expect.stringMatching(/Frying Pan Mini$/)]);
    expect((await shop.ask('products', '/products?q=pan%20unicorn')).body.items).toEqual([]);
    expect((await shop.ask('products', '/products?q=%25')).body.items).toEqual([]);
  });

  it('by ids come in the order asked, each once', async () => {
    const found = await shop.ask('products', '/products?ids=p-009,p-001,zzz,p-009,p-201');
    expect(idsIn(found)).toEqual(['p-009', 'p-001']);
  });

  it('of reviews come with the average of all, not of the page', async () => {
    const all = await shop.ask('reviews', '/reviews?productId=p-007&limit=100');
    const ratings = (all.body.items ?? []).map(({ rating }) => Number(rating));
    const average = Math.round((100 * ratings.reduce((sum, n) => sum + n, 0)) / ratings.length) / 100;
    const page = await shop.ask('reviews', '/reviews?productId=p-007&limit=1');
    expect(page.body).toMatchObject({ items: [{}], summary: { count: ratings.length, average } });
  });

  it('tell what changed since, once, with tombstones for what is gone', async () => {
    const everything = await ordersOf('userId=alice&updatedSince=2020-01-01T00:00:00Z&limit=100');
    expect(everything.body.items).toContainEqual({
      id: 'o-0301',
      deleted: true,
      updatedAt: expect.stringMatching(/Z$/),
    });
    const latest = String(everything.body.items?.at(-1)?.['updatedAt']);
    expect((await ordersOf(`userId=alice&updatedSince=${latest}`)).body.items).toEqual([]);
    await shop.ask('orders', '/orders/o-0296/cancel', { method: 'POST' });
    const since = await ordersOf(`userId=alice&updatedSince=${latest}`);
    expect(since.body.items).toMatchObject([{ id: 'o-0296', status: 'cancelled' }]);
  });

  it('of changes can be paged too', async () => {
    const query = 'userId=alice&updatedSince=2020-01-01T00:00:00Z';
    const all = idsIn(await ordersOf(`${query}&limit=100`));
    const first = await ordersOf(`${query}&limit=10`);
    const rest = await ordersOf(`${query}&limit=100&cursor=${String(first.body['nextCursor'])}`);
    expect([...idsIn(first), ...idsIn(rest)]).toEqual(all);
  });

  it('belong to the principal in the headers, whatever the query says', async () => {
    expect(await shop.ask('orders', '/orders?userId=bob', { as: 'alice' })).toMatchObject({ status: 403 });
    expect(await shop.ask('orders', '/orders?userId=bob', { partner: 'acme' })).toMatchObject({
      status: 403,
    });
    expect(await shop.ask('orders', '/orders?userId=alice', { as: 'alice' })).toMatchObject({ status: 200 });
    expect(await shop.ask('orders', '/orders')).toMatchObject({ status: 400, body: { field: 'userId' } });
    const placed = await shop.ask('orders', '/orders?limit=100', { partner: 'acme' });
    expect(new Set(placed.body.items?.map(({ partnerId }) => partnerId))).toEqual(new Set(['acme']));
    expect(await shop.ask('notifications', '/notifications?userId=bob', { as: 'alice' })).toMatchObject({
      status: 403,
    });
  });
});
