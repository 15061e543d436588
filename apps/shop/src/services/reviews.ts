import { collection, fields, pageText } from '../collection.js';
import { OPINIONS } from '../data/opinions.js';
import { badInput } from '../problem.js';
import { between, pick } from '../random.js';
import { instant, integer, number, object, type Of, text } from '../schema.js';
import { ago } from '../seed.js';
import { id, page, paging, route, type Service } from '../service.js';

const MAX_COUNT = 1_000_000_000;

const review = object({
  id: text(),
  productId: text(),
  author: text(),
  rating: integer(1, 5),
  title: text(),
  text: text(),
  createdAt: instant,
});
const summary = object({ count: integer(0, MAX_COUNT), average: number(0, 5) });

const reviews = collection<Of<typeof review>>({
  name: 'reviews',
  key: 'id',
  columns: fields('productId', 'rating', 'createdAt'),
  indexes: ['productId, createdAt, id', 'productId, rating'],
});

const SUMMARY =
  'SELECT count(*) AS count, round(coalesce(avg(rating), 0), 2) AS average FROM reviews WHERE productId = ?';

export const reviewsService: Service = {
  name: 'reviews',
  tables: [reviews],
  seed(store, { products, people, randomFor }) {
    const random = randomFor('reviews');
    let n = 0;
    for (const { id: productId } of products)
      for (let left = between(random, 3, 8); left > 0; left--) {
        const rating = pick(random, [5, 5, 5, 5, 4, 4, 4, 3, 2, 1]);
        const [title, text] = pick(random, OPINIONS[rating] ?? []);
        reviews.add(store, {
          id: `r-${String(++n).padStart(4, '0')}`,
          productId,
          author: pick(random, people).name,
          rating,
          title,
          text,
          createdAt: ago(1 + random() * 5_000),
        });
      }
  },
  routes: [
    route('GET /reviews', {
      summary: "A product's reviews, newest first, and their average",
      query: { productId: id, ...paging },
      answer: page(review, { summary }),
      handle({ store, query: { productId, ...request } }) {
        if (productId === undefined) throw badInput('productId', 'is required');
        const found = reviews.page(store, {
          ...request,
          where: [['productId = ?', productId]],
          sort: 'createdAt',
          newestFirst: true,
        });
        const summary = store.statement(SUMMARY).get(productId);
        return pageText(found, `,"summary":${JSON.stringify(summary)}`);
      },
    }),
  ],
};
