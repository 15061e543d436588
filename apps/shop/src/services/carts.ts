import { collection } from '../collection.js';
import { userOf } from '../owner.js';
import { badInput, Problem } from '../problem.js';
import { between, pick } from '../random.js';
import { closed, instant, integer, list, object, type Of, text } from '../schema.js';
import { ago } from '../seed.js';
import { id, route, type Service } from '../service.js';
import type { Store } from '../store.js';

const MAX_ITEMS = 100;
const quantity = integer(1, 99);
const cart = object({
  userId: text(),
  items: list(object({ productId: id, quantity, addedAt: instant })),
  updatedAt: instant,
});
type Cart = Of<typeof cart>;

const carts = collection<Cart>({ name: 'carts', key: 'userId' });

export const cartsService: Service = {
  name: 'carts',
  tables: [carts],
  seed(store, { people, products, randomFor }) {
    const random = randomFor('carts');
    const inStock = products.filter(({ available }) => available > 0);
    for (const { id: userId } of people) {
      const chosen = new Set(Array.from({ length: between(random, 1, 4) }, () => pick(random, inStock).id));
      const updatedAt = ago(between(random, 1, 300));
      const items = [...chosen].map((productId) => ({
        productId,
        quantity: between(random, 1, 2),
        addedAt: updatedAt,
      }));
      carts.add(store, { userId, items, updatedAt });
    }
  },
  routes: [
    route('GET /carts/me', {
      summary: 'The cart of the user in X-User-Id; one never used is empty',
      answer: cart,
      handle: (call) =>
        carts.text(call.store, userOf(call)) ?? JSON.stringify(cartOf(call.store, userOf(call))),
    }),
    route('PUT /carts/me/items/:productId', {
      summary: 'Put so many of a product into the cart',
      body: closed(object({ quantity })),
      answer: cart,
      handle(call) {
        const { store, params, body } = call;
        if (params.productId.length > 128) throw badInput('productId', 'must have at most 128 characters');
        const { items } = cartOf(store, userOf(call));
        const there = items.find(({ productId }) => productId === params.productId);
        if (!there && items.length === MAX_ITEMS)
          throw new Problem(422, `a cart holds at most ${MAX_ITEMS} products`, 'productId');
        const item = { ...params, ...body, addedAt: there?.addedAt ?? nowIn(store) };
        return keep(
          store,
          userOf(call),
          there ? items.map((old) => (old === there ? item : old)) : [...items, item],
        );
      },
    }),
    route('DELETE /carts/me/items/:productId', {
      summary: 'Take a product out of the cart',
      answer: cart,
      handle(call) {
        const { items } = cartOf(call.store, userOf(call));
        const left = items.filter(({ productId }) => productId !== call.params.productId);
        return keep(call.store, userOf(call), left);
      },
    }),
    route('DELETE /carts/me', {
      summary: 'Empty the cart',
      answer: cart,
      handle: (call) => keep(call.store, userOf(call), []),
    }),
  ],
};

const nowIn = (store: Store) => new Date(store.now()).toISOString();

const cartOf = (store: Store, userId: string): Cart =>
  carts.find(store, userId) ?? { userId, items: [], updatedAt: ago(0) };

function keep(store: Store, userId: string, items: Cart['items']): string {
  const document = { userId, items, updatedAt: nowIn(store) };
  return carts.find(store, userId) ? carts.put(store, document) : carts.add(store, document);
}
