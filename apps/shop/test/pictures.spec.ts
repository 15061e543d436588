import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { worldOf } from '../src/seed.js';
import { drawPicture } from '../src/pictures/draw-picture.js';
import { shapeOf } from '../src/pictures/shapes.js';
import { type RunningShop, runShop } from './running-shop.js';

const get = async (url: string, init?: RequestInit) => {
  const answer = await fetch(url, init);
  return { answer, text: await answer.text() };
};

describe('the pictures of products', () => {
  let shop: RunningShop;
  const at = (path: string) => `http://127.0.0.1:${shop.services['products']}${path}`;

  beforeAll(async () => {
    shop = await runShop();
  });
  afterAll(() => shop[Symbol.asyncDispose]());

  it('stand where products and recommendations say that they are', async () => {
    const one = await shop.ask('products', '/products/p-001');
    const list = await shop.ask('products', '/products?limit=3');
    const byIds = await shop.ask('products', '/products?ids=p-002');
    const cards = await shop.ask('recommendations', '/recommendations?productId=p-001&limit=2');
    const own = await shop.ask('recommendations', '/recommendations/personal?limit=2', { as: 'alice' });
    const items = [one.body, ...[list, byIds, cards, own].flatMap(({ body }) => body.items ?? [])];
    expect(items).toHaveLength(9);
    for (const { id, productId, imageUrl } of items) {
      expect(imageUrl).toBe(at(`/images/products/${String(id ?? productId)}.svg`));
      const { answer, text } = await get(String(imageUrl));
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
      expect(text).toMatch(/^<svg .*<\/svg>\n$/s);
    }
  });

  it('may be kept for a day, and are not sent to who has them', async () => {
    const { answer } = await get(at('/images/products/p-001.svg'));
    expect(answer.headers.get('cache-control')).toBe('public, max-age=86400');
    const etag = String(answer.headers.get('etag'));
    const again = await get(at('/images/products/p-001.svg'), { headers: { 'if-none-match': etag } });
    expect([again.answer.status, again.text, again.answer.headers.get('etag')]).toEqual([304, '', etag]);
    const head = await get(at('/images/products/p-001.svg'), { method: 'HEAD' });
    expect([head.answer.status, head.text]).toEqual([200, '']);
  });

  it('are neither counted nor troubled by faults', async () => {
    await shop.ask('products', '/_control/requests', { method: 'DELETE' });
    await shop.ask('products', '/_control/faults', { method: 'PUT', body: { status: 503 } });
    expect((await get(at('/images/products/p-001.svg'))).answer.status).toBe(200);
    await shop.ask('products', '/_control/faults', { method: 'DELETE' });
    expect((await shop.ask('products', '/_control/requests')).body).toEqual({ total: 0, routes: {} });
  });

  it.each(['p-999.svg', 'p-201.svg', 'p-001.png', '..%2fp-001.svg', 'p-001.svg/x', ''])(
    'are not there for %s',
    async (file) => {
      expect((await get(at(`/images/products/${file}`))).answer.status).toBe(404);
    },
  );

  it('may be on another host', async () => {
    await using elsewhere = await runShop({ imagesUrl: 'https://cdn.example/shop' });
    const { body } = await elsewhere.ask('products', '/products/p-001');
    expect(body['imageUrl']).toBe('https://cdn.example/shop/products/p-001.svg');
  });

  it('are shown for data that was made when they had another address', () => {
    const rows = new DatabaseSync(join(shop.folder, 'shop.db'), { readOnly: true });
    const stored = rows.prepare(`SELECT body ->> 'imageUrl' AS url FROM products WHERE id = 'p-001'`).get();
    rows.close();
    expect(stored?.['url']).toBe('https://images.shop.example/products/p-001.webp');
  });

  it('are drawn alike every time, differ between products, and show what is sold', () => {
    const { products } = worldOf();
    const drawn = products.map((product) => drawPicture(product));
    expect(drawn).toEqual(products.map((product) => drawPicture(product)));
    expect(new Set(drawn).size).toBe(products.length);
    expect(Math.max(...drawn.map(({ length }) => length))).toBeLessThan(4_096);
    const parcel = shapeOf('a thing that nobody has drawn');
    for (const { name } of products) expect([name, shapeOf(name) === parcel]).toEqual([name, false]);
  });
});
