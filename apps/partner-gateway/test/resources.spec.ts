import { fakeClock, fakeUpstream } from '@frontdesk/testing';
import { retiring } from '../src/api-versions.js';
import { Stand } from './stand.js';

interface Json {
  [field: string]: Json;
  [Symbol.iterator](): Iterator<Json>;
}

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.start();
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => stand.shop.reset());

const get = async (path: string) => {
  const answer = await stand.ask(path, 'acme');
  return { answer, status: answer.status, body: (await answer.json()) as Json };
};
const idsOf = ({ items }: Json) => [...(items ?? [])].map(({ id }) => String(id));
const EVERYTHING = 'since=1970-01-01T00:00:00Z';

describe('products', () => {
  it('are listed with what they cost and how many there are, in three calls', async () => {
    const { body } = await get('/v2/products?limit=100');
    expect(idsOf(body)).toHaveLength(100);
    const [, , , , , , sold] = [...(body.items ?? [])];
    expect(sold).toEqual({
      id: 'p-007',
      name: expect.any(String),
      description: expect.any(String),
      category: 'Audio',
      brand: expect.any(String),
      imageUrl: expect.any(String),
      price: { amount: expect.any(Number), currency: 'EUR' },
      listPrice: { amount: expect.any(Number), currency: 'EUR' },
      stock: { available: 0, restockAt: expect.any(String) },
      updatedAt: expect.any(String),
    });
    expect(await stand.shop.receivedInAll()).toBe(3);
    expect((await get('/v2/products/p-007')).body).toEqual(sold);
  });

  it('are searched by category and by words that all occur', async () => {
    const { body } = await get('/v2/products?category=Audio&q=headphones%20studio&limit=100');
    expect(idsOf(body).length).toBeGreaterThan(0);
    for (const { category, name } of body.items ?? [])
      expect([category, String(name).toLowerCase()]).toEqual([
        'Audio',
        expect.stringMatching(/headphones.*studio/),
      ]);
    expect((await get('/v2/products?q=no%20such%20thing')).body).toEqual({ items: [], nextCursor: null });
  });

  it('look in the first version as they always did', async () => {
    const [newer, older] = [await get('/v2/products/p-001'), await get('/v1/products/p-001')];
    const { listPrice: _, stock, ...same } = newer.body;
    expect(older.body).toEqual({ ...same, available: stock?.available });
  });

  it('are there without a price or stock, and say so', async () => {
    await using knowsNone = await fakeUpstream();
    knowsNone.answer(200, { items: [] });
    await using other = await stand.beside({ PRICING_URL: knowsNone.url, INVENTORY_URL: knowsNone.url });
    const none = { price: null, listPrice: null, stock: { available: 0, restockAt: null } };
    const noneV1 = { price: null, available: 0 };
    for (const [path, known] of [
      ['/v2/products/p-001', none],
      ['/v2/products?limit=1', { items: [none] }],
      ['/v1/products/p-001', noneV1],
      ['/v1/products?limit=1', { items: [noneV1] }],
    ] as const)
      expect([path, await (await other.ask(path, 'acme')).json()]).toMatchObject([path, known]);
  });

  it('are 404 where there are none, and 502 where a part is not to be had', async () => {
    expect((await get('/v2/products/p-998')).status).toBe(404);
    await stand.shop.break('pricing', { status: 500 });
    expect((await get('/v2/products/p-001')).status).toBe(502);
  });
});

describe('changes of the catalogue', () => {
  it('are told page by page, the oldest first, with what is gone; and from nextSince on there are none', async () => {
    const whole = (await get(`/v2/products/changes?${EVERYTHING}&limit=100`)).body;
    const seen: Json[] = [];
    let page = whole;
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      page = (await get(`/v2/products/changes?${EVERYTHING}&limit=60${cursor && `&cursor=${cursor}`}`)).body;
      seen.push(...(page.items ?? []));
      cursor = page.nextCursor ? String(page.nextCursor) : undefined;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(201);
    expect(seen).toHaveLength(201);
    expect(seen.slice(0, 100)).toEqual([...(whole.items ?? [])]);
    const stamps = seen.map(({ updatedAt }) => String(updatedAt));
    expect(stamps).toEqual(stamps.toSorted());
    expect(seen.filter(({ deleted }) => deleted)).toEqual([
      { id: 'p-201', deleted: true, updatedAt: expect.any(String), product: null },
    ]);
    for (const { id, product } of seen.slice(0, 3))
      expect(product).toEqual((await get(`/v2/products/${String(id)}`)).body);

    const since = String(page.nextSince);
    expect(since).toBe(stamps.at(-1));
    expect((await get(`/v2/products/changes?since=${since}`)).body).toEqual({
      items: [],
      nextCursor: null,
      nextSince: since,
    });
    const before = new Date(Date.parse(since) - 1).toISOString();
    expect(idsOf((await get(`/v2/products/changes?since=${before}`)).body)).toEqual([seen.at(-1)!.id]);
  });

  it('can be asked for by what was told, though the clock of the service is far ahead', async () => {
    const everything = `/v2/products/changes?${EVERYTHING}&limit=3`;
    const [first] = [...((await get(everything)).body.items ?? [])];
    await using behind = await stand.beside(
      {},
      { wallClock: fakeClock(Date.parse(String(first?.updatedAt))) },
    );
    const { nextSince } = (await (await behind.ask(everything, 'acme')).json()) as Json;
    const again = await behind.ask(`/v2/products/changes?since=${String(nextSince)}`, 'acme');
    // What is ahead of the clock is told again, rather than never.
    expect([again.status, idsOf((await again.json()) as Json).length]).toEqual([200, 20]);
  });

  it('have in the first version the products of the first version', async () => {
    const { body } = await get(`/v1/products/changes?${EVERYTHING}&limit=1`);
    const [change] = [...(body.items ?? [])];
    expect(change?.product).toEqual((await get(`/v1/products/${String(change?.id)}`)).body);
  });

  it('are asked for by an instant in any zone, within a minute of now', async () => {
    for (const since of [
      '2026-01-01T00:00:00%2B01:00',
      '2026-01-01T00:00:00.123456Z',
      new Date().toISOString(),
    ])
      expect([since, (await get(`/v2/products/changes?since=${since}`)).status]).toEqual([since, 200]);
  });

  it.each([
    ['nothing', undefined],
    ['a day', '2026-01-01'],
    ['no zone', '2026-01-01T00:00:00'],
    ['a day that is none', '2026-02-30T00:00:00Z'],
    ['an hour that is none', '2026-01-01T25:00:00Z'],
    ['a number', '1767225600'],
    ['a plus that was not encoded', '2026-01-01T00:00:00+01:00'],
    ['what is yet to come', new Date(Date.now() + 120_000).toISOString()],
    ['the year 10000', '+010000-01-01T00:00:00Z'],
    ['two', '2026-01-01T00:00:00Z&since=2026-01-01T00:00:00Z'],
  ])('are not asked for by %s: 400 names since', async (_, since) => {
    const { status, body } = await get(`/v2/products/changes${since === undefined ? '' : `?since=${since}`}`);
    expect([status, body.errors]).toMatchObject([400, [{ in: 'query', field: 'since' }]]);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });
});

describe.each([
  ['prices', 'pricing'],
  ['stock', 'inventory'],
] as const)('%s', (what, service) => {
  const many = (count: number, length: number) =>
    Array.from({ length: count }, (_, n) => `${n}-`.padEnd(length, 'f')).join(',');

  it('are asked for by ids, and come in their order, without what does not exist', async () => {
    const { body } = await get(`/v2/${what}?ids=p-003,p-998,p-001`);
    expect([...(body.items ?? [])].map(({ productId }) => productId)).toEqual(['p-003', 'p-001']);
    const [first] = [...(body.items ?? [])];
    expect((await get(`/v2/${what}/p-003`)).body).toEqual(first);
    expect((await get(`/v1/${what}?ids=p-003,p-998,p-001`)).body).toEqual(body);
    expect((await get(`/v2/${what}/p-998`)).status).toBe(404);
  });

  it.each([
    [
      'as the shop has them',
      Array.from({ length: 200 }, (_, n) => `p-${String(n + 1).padStart(3, '0')}`).join(','),
      200,
    ],
    ['as long as UUIDs', many(200, 36), 0],
    ['as long as UUIDs, with encoded commas', many(200, 36).replaceAll(',', '%2C'), 0],
  ])('of 200 ids at once cost one call: %s', async (_, ids, found) => {
    const { status, body } = await get(`/v2/${what}?ids=${ids}`);
    expect([status, [...(body.items ?? [])].length]).toEqual([200, found]);
    expect(await stand.shop.received(service)).toMatchObject({ total: 1 });
    expect(await stand.shop.receivedInAll()).toBe(1);
  });

  it.each([
    ['none', ''],
    ['an empty one', 'ids='],
    ['an empty one among others', 'ids=p-001,,p-002'],
    ['one twice', 'ids=p-001,p-002,p-001'],
    ['what is none', 'ids=p-001,p%20002'],
    ['what climbs', 'ids=..%2Fadmin'],
    ['201', `ids=${many(201, 5)}`],
    ['too much text', `ids=${many(125, 64)}`],
    ['them in two parameters', 'ids=p-001&ids=p-002'],
  ])('are not asked for by %s: 400 names ids', async (_, query) => {
    const { status, body } = await get(`/v2/${what}?${query}`);
    expect([status, body.errors]).toMatchObject([400, [{ in: 'query', field: 'ids' }]]);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });
});

describe('whatever is read', () => {
  const READS = [
    '/products?limit=3',
    `/products/changes?${EVERYTHING}&limit=3`,
    '/products/p-001',
    '/prices?ids=p-001',
    '/prices/p-001',
    '/stock?ids=p-001',
    '/stock/p-001',
    '/orders',
    '/orders/o-0045',
    '/orders/o-0045/shipments',
  ];

  it.each(['v2', 'v1'])('is named by an ETag, and not sent again to who has it: %s', async (version) => {
    for (const path of READS) {
      const url = `/${version}${path}`;
      const { headers } = await stand.ask(url, 'acme');
      expect([url, headers.get('cache-control')]).toEqual([
        url,
        expect.stringMatching(/^(?:private|public), no-cache$/),
      ]);
      const etag = String(headers.get('etag'));
      const again = await stand.ask(url, 'acme', { headers: { 'if-none-match': etag } });
      expect([url, again.status, await again.text()]).toEqual([url, 304, '']);
    }
  });

  it('is private where it is somebody’s', async () => {
    for (const path of ['/v2/orders', '/v2/orders/o-0045', '/v2/orders/o-0045/shipments'])
      expect((await stand.ask(path, 'acme')).headers.get('cache-control')).toBe('private, no-cache');
  });

  it.each<readonly [string, string]>([
    ['/v2/products?colour=red', 'colour'],
    ['/v2/products?limit=0', 'limit'],
    ['/v2/products?limit=101', 'limit'],
    ['/v2/products?limit=1e2', 'limit'],
    ['/v2/products?category=', 'category'],
    [`/v2/products?q=${'x'.repeat(201)}`, 'q'],
    ['/v2/products?q=a&q=b', 'q'],
    [`/v2/products/changes?${EVERYTHING}&until=2026-01-01T00:00:00Z`, 'until'],
    ['/v2/prices?ids=p-001&currency=SEK', 'currency'],
    ['/v2/orders?partnerId=umbrella', 'partnerId'],
    ['/v2/orders?cursor=made-up', 'cursor'],
    [`/v2/orders?cursor=${'x'.repeat(600)}.${'x'.repeat(600)}`, 'cursor'],
    ...[
      '/v2/products/p-001',
      '/v2/prices/p-001',
      '/v2/stock/p-001',
      '/v2/orders/o-0045',
      '/v2/orders/o-0045/shipments',
      '/v2/shipments/shp-0001',
    ].map((path) => [`${path}?colour=red`, 'colour'] as const),
    ['/v1/inventory?ids=p-001&colour=red', 'colour'],
    ['/v1/inventory/p-001?colour=red', 'colour'],
    ['/v1/inventory', 'ids'],
    [`/v1/inventory?ids=${Array.from({ length: 201 }, (_, n) => n).join(',')}`, 'ids'],
  ])('is asked for by what is known alone: %s is 400', async (path, field) => {
    const { status, body } = await get(path);
    expect([status, body.errors]).toMatchObject([400, [{ in: 'query', field }]]);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it.each(['/v2/products/', '/v2/orders/', '/v2/shipments/', '/v2/stock/', '/v1/prices/'])(
    'has an id that is one: %s%%20',
    async (path) => {
      const { status, body } = await get(`${path}%20`);
      expect([status, body.errors]).toMatchObject([400, [{ in: 'path' }]]);
      expect(await stand.shop.receivedInAll()).toBe(0);
    },
  );
});

describe('the first version', () => {
  it('says in whatever it answers that it is on its way out, and what took its place', async () => {
    for (const [path, successor] of [
      ['/v1/products', '/v2/products'],
      ['/v1/orders/o-9999', '/v2/orders/o-9999'],
      ['/v1/inventory', '/v2/stock'],
      ['/v1/inventory/p-001', '/v2/stock/p-001'],
      ['/v1/stock/p-001', '/v2/stock/p-001'],
    ]) {
      const { headers } = await stand.ask(path!, 'acme');
      expect([path, headers.get('deprecation'), headers.get('sunset')]).toEqual([
        path,
        '@1795132800',
        'Sat, 20 Nov 2027 00:00:00 GMT',
      ]);
      expect(headers.get('link')).toContain(`<${successor}>; rel="successor-version"`);
    }
    expect((await stand.ask('/v2/products', 'acme')).headers.get('deprecation')).toBeNull();
  });

  it('is 410 once its time is over, commands too, and the second goes on', async () => {
    const wallClock = fakeClock(Date.parse(retiring.v1.sunsetAt));
    await using later = await stand.beside({}, { wallClock });
    const command = { method: 'POST', headers: { 'idempotency-key': 'late-1' } };
    for (const [path, status, init] of [
      ['/v1/products', 410, {}],
      ['/v1/inventory', 410, {}],
      ['/v1/orders/o-0045/cancel', 410, command],
      ['/v2/products', 200, {}],
    ] as const)
      expect([path, (await later.ask(path, 'acme', init)).status]).toEqual([path, status]);
  });
});
