import { askedIds } from '../asked-ids.js';
import { collection, type Condition, fields, itemsText, pageText } from '../collection.js';
import { pictureFile } from '../pictures/picture-file.js';
import { withPictures } from '../pictures/with-pictures.js';
import { notFound } from '../problem.js';
import { between } from '../random.js';
import { dictionary, instant, integer, money, object, type Of, text } from '../schema.js';
import { ago, euros } from '../seed.js';
import { ids, items, pageOfChanges, paging, route, type Service } from '../service.js';

const product = object({
  id: text(),
  name: text(),
  description: text(),
  category: text(),
  brand: text(),
  imageUrl: text(),
  attributes: dictionary(text()),
  createdAt: instant,
  updatedAt: instant,
  supplierCost: { ...money, description: 'internal' },
});

const MAX_COUNT = 1_000_000_000;
const category = object({ name: text(), count: integer(0, MAX_COUNT) });
const COUNTED = `SELECT json_object('name', category, 'count', count(*)) AS body FROM products
  WHERE deleted = 0 GROUP BY category ORDER BY category`;

const SEARCHED = ['name', 'description', 'category', 'brand'];

const products = collection<Of<typeof product>>({
  name: 'products',
  key: 'id',
  columns: {
    ...fields('category', 'updatedAt'),
    words: `lower(concat_ws(' ', ${SEARCHED.map((field) => `body ->> '${field}'`).join(', ')}))`,
  },
  indexes: ['category, id'],
});

export const productsService: Service = {
  name: 'products',
  tables: [products],
  seed(store, world) {
    const random = world.randomFor('products');
    for (const { price, available: _, ...seeded } of world.products) {
      const age = between(random, 2_000, 9_000);
      products.add(store, {
        ...seeded,
        createdAt: ago(age),
        updatedAt: ago(between(random, 100, age)),
        supplierCost: euros(Math.round(price.amount * (0.4 + random() * 0.25))),
      });
    }
    const [first] = world.products;
    if (!first) return;
    const { price, available: _, ...seeded } = first;
    const gone = {
      ...seeded,
      id: 'p-201',
      name: `${seeded.name} 2023`,
      createdAt: ago(20_000),
      updatedAt: ago(50),
    };
    products.add(store, { ...gone, supplierCost: price });
    products.remove(store, gone.id, gone.updatedAt);
  },
  routes: [
    route('GET /products', {
      summary: 'Products by ids; or a list, by category and by words that all occur',
      query: {
        ids,
        ...paging,
        category: text({ maxLength: 100 }),
        q: text({ maxLength: 200 }),
        updatedSince: instant,
      },
      answer: pageOfChanges(product),
      handle({ store, imagesUrl, query: { ids, category, q, ...request } }) {
        if (ids !== undefined)
          return withPictures(itemsText(products.texts(store, askedIds(ids))), imagesUrl);
        const words = (q ?? '').split(/\s+/).filter((word) => word !== '');
        const where: Condition[] = [];
        if (category !== undefined) where.push(['category = ?', category]);
        for (const word of words) where.push(['instr(words, ?) > 0', word.toLowerCase()]);
        return withPictures(pageText(products.page(store, { ...request, where, sort: 'id' })), imagesUrl);
      },
    }),
    route('GET /products/categories', {
      summary: 'The categories, with how many products each has',
      answer: items(category),
      handle: ({ store }) =>
        itemsText(
          store
            .statement(COUNTED)
            .all()
            .map((row) => row['body'] as string),
        ),
    }),
    route('GET /products/:id', {
      summary: 'A product by id',
      answer: product,
      handle: ({ store, imagesUrl, params }) =>
        withPictures(products.text(store, params.id) ?? refuse(), imagesUrl),
    }),
  ],
  file: (store, path, seen) => pictureFile(path, seen, (id) => products.find(store, id)),
};

function refuse(): never {
  throw notFound('product');
}
