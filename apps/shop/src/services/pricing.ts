import { askedIds } from '../asked-ids.js';
import { collection, itemsText } from '../collection.js';
import { notFound } from '../problem.js';
import { between } from '../random.js';
import { instant, money, number, object, type Of, text } from '../schema.js';
import { ago, euros } from '../seed.js';
import { ids, items, route, type Service } from '../service.js';

const price = object({
  productId: text(),
  price: money,
  listPrice: money,
  updatedAt: instant,
  margin: { ...number(0, 1), description: 'internal' },
});

const prices = collection<Of<typeof price>>({ name: 'prices', key: 'productId' });

export const pricingService: Service = {
  name: 'pricing',
  tables: [prices],
  seed(store, { products, randomFor }) {
    const random = randomFor('pricing');
    for (const { id, price } of products) {
      const reduced = random() < 0.2;
      prices.add(store, {
        productId: id,
        price,
        listPrice: reduced ? euros(Math.round((price.amount * 1.25) / 100) * 100 - 10) : price,
        updatedAt: ago(between(random, 10, 2_000)),
        margin: between(random, 10, 60) / 100,
      });
    }
  },
  routes: [
    route('GET /prices', {
      summary: 'Prices by product ids',
      query: { ids },
      answer: items(price),
      handle: ({ store, query }) => itemsText(prices.texts(store, askedIds(query.ids))),
    }),
    route('GET /prices/:productId', {
      summary: 'The price of a product',
      answer: price,
      handle({ store, params }) {
        const text = prices.text(store, params.productId);
        if (text === undefined) throw notFound('product');
        return text;
      },
    }),
  ],
};
