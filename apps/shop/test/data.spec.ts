import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { type RunningShop, runShop } from './running-shop.js';

function rowsIn(folder: string): Record<string, unknown[]> {
  const db = new DatabaseSync(join(folder, 'shop.db'), { readOnly: true });
  const tables = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).all();
  const rows = tables.map(({ name }) => [name, db.prepare(`SELECT * FROM ${String(name)}`).all()]);
  db.close();
  return Object.fromEntries(rows);
}

describe('the data', () => {
  let shop: RunningShop;
  beforeAll(async () => void (shop = await runShop()));
  afterAll(() => shop[Symbol.asyncDispose]());

  const itemsAt = async (service: string, path: string, as?: string) =>
    (await shop.ask(service, path, as === undefined ? {} : { as })).body.items ?? [];

  it('is the same on every first start', async () => {
    await using again = await runShop({}, { now: () => 0 });
    expect(rowsIn(again.folder)).toEqual(rowsIn(shop.folder));
  });

  it('is as many as the issue asks', () => {
    const rows = rowsIn(shop.folder);
    const live = (table: string) =>
      rows[table]?.filter((row) => (row as { deleted: number }).deleted === 0).length;
    expect({ users: live('users'), products: live('products'), orders: live('orders') }).toEqual({
      users: 20,
      products: 200,
      orders: 300,
    });
    expect({ prices: live('prices'), stocks: live('stocks'), carts: live('carts') }).toEqual({
      prices: 200,
      stocks: 200,
      carts: 20,
    });
    const categories = rows['products']?.map((row) => (row as { category: string }).category);
    expect(new Set(categories).size).toBe(10);
  });

  it('gives alice orders of every status, one of 20 products, and notifications', async () => {
    const orders = await itemsAt('orders', '/orders?limit=100', 'alice');
    expect(orders.length).toBeGreaterThanOrEqual(12);
    expect(new Set(orders.map(({ status }) => status)).size).toBe(5);
    const largest = orders.find(({ id }) => id === 'o-0042')?.['items'] as { productId: string }[];
    expect(new Set(largest.map(({ productId }) => productId)).size).toBe(20);
    expect((await itemsAt('notifications', '/notifications', 'alice')).length).toBeGreaterThanOrEqual(10);
  });

  it('has 20 orders that acme placed, and none of more than 20 items', async () => {
    const placed = await shop.ask('orders', '/orders?limit=100', { partner: 'acme' });
    expect(placed.body.items).toHaveLength(20);
    const sizes = rowsIn(shop.folder)['orders']?.map(
      (row) => (JSON.parse((row as { body: string }).body) as { items: unknown[] }).items.length,
    );
    expect(Math.max(...(sizes ?? []))).toBe(20);
    expect(Math.min(...(sizes ?? []))).toBe(1);
  });

  it('has a payment for every order, and a shipment for every one that was paid', async () => {
    const rows = rowsIn(shop.folder);
    const orders = (rows['orders'] as { id: string; body: string; deleted: number }[]).filter(
      ({ deleted }) => !deleted,
    );
    const idsIn = (table: string) =>
      new Set((rows[table] as { orderId: string }[]).map(({ orderId }) => orderId));
    const [paid, shipped] = [idsIn('payments'), idsIn('shipments')];
    for (const { id, body } of orders) {
      const { status } = JSON.parse(body) as { status: string };
      expect(paid.has(id)).toBe(true);
      expect(shipped.has(id)).toBe(['paid', 'shipped', 'delivered'].includes(status));
    }
  });
});
