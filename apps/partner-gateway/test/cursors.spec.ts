import { describeOnBoth, Stand } from './stand.js';

const { startPartnerGateway } = await import('../src/start-partner-gateway.js');

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly nextCursor: string | null;
}

describeOnBoth('a cursor', (start) => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await start();
  });
  afterAll(() => stand[Symbol.asyncDispose]());
  beforeEach(() => stand.shop.reset());

  const pageOf = async (path: string, as = 'acme') => (await (await stand.ask(path, as)).json()) as Page;
  const cursorOf = async (path: string, as = 'acme') => String((await pageOf(path, as)).nextCursor);
  const refusal = async (path: string, as = 'acme') => {
    const answer = await stand.ask(path, as);
    return [answer.status, await answer.json()];
  };
  const NAMED = [400, { type: '/problems/invalid-request', errors: [{ in: 'query', field: 'cursor' }] }];

  it('leads through a list while it grows: nothing of what was there comes twice, or not at all', async () => {
    const before = (await pageOf('/v2/orders?limit=100')).items.map(({ id }) => id);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await pageOf(`/v2/orders?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      const placed = await fetch(`${stand.shop.url('orders')}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-partner-id': 'acme' },
        body: JSON.stringify({ items: [{ productId: 'p-001', quantity: 1 }] }),
      });
      expect(placed.status).toBe(201);
    }
    expect(seen).toEqual(before);
  });

  it('is refused with any character changed, and nobody is asked', async () => {
    const cursor = await cursorOf('/v2/orders?limit=1');
    await stand.shop.reset();
    for (let n = 0; n < cursor.length; n += 1) {
      const other = cursor[n] === 'A' ? 'B' : 'A';
      const path = `/v2/orders?cursor=${cursor.slice(0, n)}${other}${cursor.slice(n + 1)}`;
      expect([n, ...(await refusal(path))]).toMatchObject([n, ...NAMED]);
    }
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('is refused elsewhere: of another list, by other filters, of another application', async () => {
    const [orders, products, audio] = await Promise.all([
      cursorOf('/v2/orders?limit=1'),
      cursorOf('/v2/products?limit=1'),
      cursorOf('/v2/products?limit=1&category=Audio'),
    ]);
    const changes = await cursorOf('/v2/products/changes?since=1970-01-01T00:00:00Z&limit=1');
    await stand.ask('/v2/products/p-001', 'umbrella');
    await stand.shop.reset();
    for (const [path, as] of [
      [`/v2/orders?cursor=${products}`],
      [`/v2/products?cursor=${orders}`],
      [`/v2/products?cursor=${audio}`],
      [`/v2/products?cursor=${audio}&category=Toys`],
      [`/v2/products?cursor=${products}&category=Audio`],
      [`/v2/products/changes?cursor=${changes}&since=2025-01-01T00:00:00Z`],
      [`/v2/orders?cursor=${orders}`, 'umbrella'],
      [`/v2/products?cursor=${products}`, 'umbrella'],
    ])
      expect([path, ...(await refusal(path!, as))]).toMatchObject([path, ...NAMED]);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('is refused in the other environment', async () => {
    const headers = { authorization: `Bearer ${await stand.newKey('acme', 'sandbox')}` };
    const cursor = await cursorOf('/v2/products?limit=1');
    const answer = await stand.ask(`/v2/products?cursor=${cursor}`, undefined, { headers });
    expect([answer.status, await answer.json()]).toMatchObject(NAMED);
  });

  it('is good with another limit, and in the other version', async () => {
    const cursor = await cursorOf('/v2/products?limit=2&category=Audio');
    for (const path of ['/v2/products?limit=1', '/v1/products?limit=1'])
      expect((await pageOf(`${path}&category=Audio&cursor=${cursor}`)).items).toMatchObject([
        { id: 'p-003' },
      ]);
  });

  it('is good after a restart, and with every gateway on the same database', async () => {
    const credentials = { authorization: `Bearer ${await stand.newKey('acme')}` };
    const path = `/v2/products?limit=1&cursor=${await cursorOf('/v2/products?limit=2')}`;
    // Embedded, the database is this process's alone; on a server, both run at once.
    const isEmbedded = stand.settings['DATABASE_URL'] === undefined;
    if (isEmbedded) await stand.gateway.close();
    const other = await startPartnerGateway(stand.settings);
    try {
      const answer = await fetch(other.url + path, { headers: credentials });
      expect(((await answer.json()) as Page).items).toMatchObject([{ id: 'p-003' }]);
    } finally {
      await other.close();
    }
  });
});
