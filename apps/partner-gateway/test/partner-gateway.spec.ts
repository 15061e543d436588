import { routesOf } from '@frontdesk/testing';
import { Stand } from './stand.js';

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.start();
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => stand.shop.reset());

interface Json {
  [field: string]: Json;
  [Symbol.iterator](): Iterator<Json>;
}
const json = async (answer: Response) => (await answer.json()) as Json;
const get = async (path: string, partner?: string, init?: { scope: string }) => {
  const answer = await stand.ask(path, partner, init);
  return { answer, body: await json(answer) };
};
const INTERNAL = /fraudScore|riskScore|supplierCost|margin|warehouse|processorRef|partnerId|userId/;

describe('GET /v1/products', () => {
  it('is the catalogue with prices and stock, without meta and without an internal field', async () => {
    const { answer, body } = await get('/v1/products?limit=10', 'acme');
    expect(answer.status).toBe(200);
    expect(Object.keys(body)).toEqual(['items', 'nextCursor']);
    expect(body.items).toHaveLength(10);
    for (const item of body.items ?? []) {
      expect(Object.keys(item)).toEqual([
        'id',
        'name',
        'description',
        'category',
        'brand',
        'imageUrl',
        'price',
        'available',
        'updatedAt',
      ]);
    }
    expect(JSON.stringify(body)).not.toMatch(INTERNAL);
    expect(await stand.shop.receivedInAll()).toBe(3);
  });

  it.each(['products', 'pricing', 'inventory'] as const)(
    'is never half an answer: 502 without %s',
    async (service) => {
      await stand.shop.break(service, { status: 500 });
      const { answer } = await get('/v1/products', 'acme');
      expect(answer.status).toBe(502);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    },
  );

  it('pages to the end', async () => {
    const seen = new Set<string>();
    let path: string | undefined = '/v1/products?limit=100';
    while (path) {
      const { body }: { body: Json } = await get(path, 'acme');
      for (const item of body.items ?? []) seen.add(String(item.id));
      path = body.nextCursor ? `/v1/products?limit=100&cursor=${String(body.nextCursor)}` : undefined;
    }
    expect(seen.size).toBe(200);
  });
});

describe('GET /v1/orders', () => {
  it('lists the twenty orders that this partner placed', async () => {
    const { answer, body } = await get('/v1/orders?limit=100', 'acme');
    expect(answer.status).toBe(200);
    expect(Object.keys(body)).toEqual(['items', 'nextCursor']);
    expect(body.items).toHaveLength(20);
    for (const item of body.items ?? []) {
      expect(Object.keys(item)).toEqual(['id', 'status', 'items', 'total', 'createdAt', 'updatedAt']);
    }
    expect(JSON.stringify(body)).not.toMatch(INTERNAL);
  });

  it('is 400 for a cursor that was not given out, and names it', async () => {
    const { answer, body } = await get('/v1/orders?cursor=made-up', 'acme');
    expect([answer.status, body.errors]).toMatchObject([400, [{ in: 'query', field: 'cursor' }]]);
  });

  it('is empty for a partner that placed none', async () => {
    expect((await get('/v1/orders', 'umbrella')).body).toEqual({ items: [], nextCursor: null });
  });
});

describe('GET /v1/orders/:id', () => {
  it("is one of the partner's own orders", async () => {
    const { body: list } = await get('/v1/orders?limit=1', 'acme');
    const [first] = list.items ?? [];
    const { answer, body } = await get(`/v1/orders/${String(first?.id)}`, 'acme');
    expect(answer.status).toBe(200);
    expect(body).toEqual(first);
  });

  it("is 404 for an order of somebody else's, as for one that does not exist", async () => {
    const { body: list } = await get('/v1/orders?limit=1', 'acme');
    const [first] = list.items ?? [];
    const anothers = await get(`/v1/orders/${String(first?.id)}`, 'umbrella');
    const nobodys = await get('/v1/orders/o-9999', 'umbrella');
    expect([anothers.answer.status, nobodys.answer.status]).toEqual([404, 404]);
    expect(anothers.body.detail).toEqual(nobodys.body.detail);
  });
});

describe('GET /v1/inventory', () => {
  it('is passed through, one product or many, with the public fields only', async () => {
    const one = await get('/v1/inventory/p-001', 'acme');
    expect(one.answer.status).toBe(200);
    expect(Object.keys(one.body)).toEqual(['productId', 'available', 'restockAt', 'updatedAt']);
    const many = await get('/v1/inventory?ids=p-001,p-002', 'acme');
    expect(many.body.items).toHaveLength(2);
    expect(JSON.stringify([one.body, many.body])).not.toMatch(INTERNAL);
    expect(await stand.shop.received('inventory')).toMatchObject({ total: 2 });
  });

  it('is documented as a list and as one product, and has nothing else', async () => {
    const { body } = await get('/openapi.json');
    const json = (name: string) => ({
      200: { content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } },
    });
    const header = { name: 'If-None-Match', in: 'header' };
    const paths = Object.entries(body.paths ?? {}).filter(([path]) => path.includes('inventory'));
    expect(Object.fromEntries(paths)).toMatchObject({
      '/v1/inventory': { get: { parameters: [{ name: 'ids' }, header], responses: json('StockList') } },
      '/v1/inventory/{productId}': {
        get: { parameters: [{ name: 'productId' }, header], responses: json('Stock') },
      },
    });
    expect(paths).toHaveLength(2);
    const { body: one } = await get('/v1/inventory/p-001', 'acme');
    expect(Object.keys(body.components?.schemas?.Stock?.properties ?? {})).toEqual(Object.keys(one));
    expect((await get('/v1/inventory/p-001/history', 'acme')).answer.status).toBe(404);
  });

  it('is read only', async () => {
    expect((await stand.ask('/v1/inventory/p-001', 'acme', { method: 'PUT' })).status).toBe(405);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it.each([
    '/v1/inventory/..%2fhealth',
    '/v1/inventory/../reservations',
    '/v1/inventory/%2e%2e/reservations',
  ])('does not lead elsewhere: %s', async (path) => {
    const answer = await stand.ask(path, 'acme');
    expect([400, 404]).toContain(answer.status);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('is 404 for what does not exist, in words of ours', async () => {
    const { answer, body } = await get('/v1/inventory/p-999', 'acme');
    expect(answer.status).toBe(404);
    expect(body).toMatchObject({
      type: expect.stringContaining('/problems/'),
      requestId: expect.any(String),
    });
  });
});

describe('what a partner may', () => {
  it.each([
    ['/v1/products', 'orders:read'],
    ['/v1/inventory/p-001', 'orders:read'],
    ['/v1/orders', 'products:read'],
    ['/v1/orders/o-0001', 'products:read'],
  ])('is in its scopes: %s is 403 with %s alone, and nobody is called', async (path, scope) => {
    const { answer } = await get(path, 'acme', { scope });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toMatch(/insufficient_scope/);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  const now = Math.floor(Date.now() / 1_000);
  const aud = 'urn:frontdesk:partner-gateway';
  const wrong: [string, Parameters<Stand['issuer']['mint']>][] = [
    ['an expired token', [{ sub: 'acme', aud, exp: now - 60 }]],
    ['a token for another gateway', [{ sub: 'acme', aud: 'urn:frontdesk:web-bff' }]],
    ['an ID token', [{ sub: 'acme', aud }, { typ: 'JWT' }]],
    ['alg: none', [{ sub: 'acme', aud }, { alg: 'none' }]],
    ['a token without exp', [{ sub: 'acme', aud, exp: null }]],
  ];

  it.each(wrong)('is nothing with %s: 401, and nobody is called', async (_, minted) => {
    const token = await stand.issuer.mint(...minted);
    const answer = await stand.ask('/v1/orders', undefined, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(401);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('is nothing without credentials', async () => {
    expect((await get('/v1/orders')).answer.status).toBe(401);
  });
});

describe('every command of the router', () => {
  it('asks for an Idempotency-Key before anybody is asked, and its document says so', async () => {
    const posts = routesOf(stand.gateway).filter(
      ({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method),
    );
    expect(posts.length).toBeGreaterThan(3);
    const { paths } = await json(await fetch(`${stand.gateway.url}/openapi.json`));
    for (const { method, template } of posts) {
      const answer = await stand.ask(template.replace(/:\w+/g, 'o-1'), 'acme', {
        method,
        scope: 'orders:write',
      });
      const { errors } = await json(answer);
      expect([template, method, answer.status, errors]).toEqual([
        template,
        'POST',
        400,
        [{ in: 'header', field: 'Idempotency-Key', detail: 'is required' }],
      ]);
      const operation = paths?.[template.replace(/:(\w+)/g, '{$1}')]?.post;
      expect(operation?.parameters).toContainEqual(
        expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
      );
      const answers = Object.entries(operation?.responses ?? {}).filter(([status]) =>
        /^2|409|422/.test(status),
      );
      expect(answers.map(([status]) => status)).toEqual([expect.stringMatching('20[01]'), '409', '422']);
      for (const [, { headers }] of answers) expect(headers).toHaveProperty('Idempotent-Replayed');
    }
    expect(await stand.shop.receivedInAll()).toBe(0);
  });
});
