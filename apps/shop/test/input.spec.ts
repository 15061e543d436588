import { connect } from 'node:net';
import { once } from 'node:events';
import { type Asked, type RunningShop, runShop } from './running-shop.js';

const POST = { method: 'POST', as: 'alice' };
const cart = { method: 'PUT', as: 'alice' };

describe('bad input', () => {
  let shop: RunningShop;
  beforeAll(async () => void (shop = await runShop()));
  afterAll(() => shop[Symbol.asyncDispose]());

  it.each<[string, string, Asked, string]>([
    ['products', '/products?limit=0', {}, 'limit'],
    ['products', '/products?limit=101', {}, 'limit'],
    ['products', '/products?limit=ten', {}, 'limit'],
    ['products', '/products?limit=1&limit=2', {}, 'limit'],
    ['products', '/products?cursor=nonsense', {}, 'cursor'],
    [
      'products',
      `/products?cursor=${Buffer.from('["updatedAt","x","y"]').toString('base64url')}`,
      {},
      'cursor',
    ],
    ['products', `/products?ids=${Array.from({ length: 201 }, (_, n) => n).join()}`, {}, 'ids'],
    ['products', '/products?updatedSince=yesterday', {}, 'updatedSince'],
    ['products', `/products?q=${'a'.repeat(201)}`, {}, 'q'],
    ['products', '/products/%E0%A4%A', {}, 'id'],
    ['users', '/users', {}, 'ids'],
    ['reviews', '/reviews', {}, 'productId'],
    ['payments', '/payments', {}, 'orderId'],
    ['shipping', '/shipments', {}, 'orderId'],
    ['notifications', '/notifications?unread=1', { as: 'alice' }, 'unread'],
    ['orders', '/orders', { ...POST, raw: '{' }, 'body'],
    ['orders', '/orders', { ...POST, raw: '[]' }, 'body'],
    ['orders', '/orders', POST, 'body'],
    ['orders', '/orders', { ...POST, raw: `{"items":${'['.repeat(200_000)}` }, 'body'],
    ['orders', '/orders', { ...POST, body: { items: [] } }, 'items'],
    [
      'orders',
      '/orders',
      { ...POST, body: { items: [{ productId: 'p-001', quantity: 1.5 }] } },
      'items[0].quantity',
    ],
    ['orders', '/orders', { ...POST, body: { items: [{ quantity: 1 }] } }, 'items[0].productId'],
    [
      'orders',
      '/orders',
      { ...POST, body: { id: 'o-0001', items: [{ productId: 'p-001', quantity: 1 }] } },
      'id',
    ],
    [
      'orders',
      '/orders',
      { method: 'POST', body: { items: [{ productId: 'p-001', quantity: 1 }] } },
      'userId',
    ],
    ['orders', '/orders', { ...POST, key: 'k'.repeat(256), body: {} }, 'Idempotency-Key'],
    ['payments', '/charges', { ...POST, body: { amount: { amount: -1, currency: 'EUR' } } }, 'amount.amount'],
    ['carts', '/carts/me/items/p-001', { ...cart, body: { quantity: 0 } }, 'quantity'],
    ['carts', '/carts/me/items/p-001', { ...cart, body: { quantity: 1, price: 1 } }, 'price'],
    ['users', '/users/me', { method: 'PATCH', as: 'alice', body: { riskScore: 0 } }, 'riskScore'],
    ['users', '/users/me', { method: 'PATCH', as: 'alice', raw: '{"__proto__":{"a":1}}' }, '__proto__'],
    [
      'users',
      '/users/me',
      { method: 'PATCH', as: 'alice', body: { address: { street: 'A' } } },
      'address.city',
    ],
    ['users', '/users/me', { as: 'a'.repeat(256) }, 'x-user-id'],
    ['orders', '/_control/faults', { method: 'PUT', body: { latency: 1 } }, 'latency'],
    ['orders', '/_control/faults', { method: 'PUT', body: { errorRate: 2 } }, 'errorRate'],
  ])('for %s %s is a 400 that names the field', async (service, path, asked, field) => {
    const answer = await shop.ask(service, path, asked);
    expect(answer).toMatchObject({ status: 400, body: { title: 'Bad Request', field } });
    expect(answer.body['detail']).toContain(field === 'body' ? 'body' : field);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('of more than a megabyte is 413, and one of just that is not', async () => {
    const padding = (bytes: number) => ({
      method: 'POST',
      as: 'alice',
      raw: '"'.padEnd(bytes - 1, 'x') + '"',
    });
    expect(await shop.ask('orders', '/orders', padding(1_048_577))).toMatchObject({ status: 413 });
    expect(await shop.ask('orders', '/orders', padding(1_048_576))).toMatchObject({ status: 400 });
  });

  it.each(['/users/me', '/carts/me', '/recommendations/personal'])(
    'is 401 without a user for %s',
    async (path) => {
      const service = path.split('/')[1] ?? '';
      const answer = await shop.ask(service, path);
      expect(answer).toMatchObject({ status: 401 });
      expect(answer.headers.get('www-authenticate')).not.toBeNull();
    },
  );

  it('that is no HTTP, and callers who leave, do the shop no harm', async () => {
    const nonsense = connect(shop.services['orders'] ?? 0, '127.0.0.1');
    nonsense.end('nonsense\r\n\r\n');
    const [answer] = await once(nonsense, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 400/);
    const leaving = connect(shop.services['orders'] ?? 0, '127.0.0.1');
    await once(leaving, 'connect');
    leaving.write('POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{', () =>
      leaving.destroy(),
    );
    await once(leaving, 'close');
    expect(await shop.ask('orders', '/orders/o-0042')).toMatchObject({ status: 200 });
  });
});
