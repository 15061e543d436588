import { collection, itemsText } from '../collection.js';
import { userOf } from '../owner.js';
import { withPictures } from '../pictures/with-pictures.js';
import { badInput } from '../problem.js';
import { pick } from '../random.js';
import { money, object, type Of, text } from '../schema.js';
import type { SeededProduct } from '../seed.js';
import { id, items, paging, route, type Service } from '../service.js';
import type { Store } from '../store.js';

const CARDS = 12;
const DEFAULT_CARDS = 10;
const FOR_EVERYONE = 'everyone';

const card = object({ productId: text(), name: text(), imageUrl: text(), price: money, reason: text() });
type Card = Of<typeof card>;
/** The cards for one subject: a product, a user, or everyone. */
interface Hand {
  readonly subject: string;
  readonly cards: readonly Card[];
}

const hands = collection<Hand>({ name: 'recommendations', key: 'subject' });

export const recommendationsService: Service = {
  name: 'recommendations',
  tables: [hands],
  seed(store, { products, people, randomFor }) {
    const random = randomFor('recommendations');
    const deal = (
      subject: string,
      from: readonly SeededProduct[],
      reason: (chosen: SeededProduct) => string,
    ) => {
      const chosen = new Set<SeededProduct>();
      while (chosen.size < CARDS) chosen.add(pick(random, from));
      hands.add(store, { subject, cards: [...chosen].map((product) => cardOf(product, reason(product))) });
    };
    for (const product of products) {
      const others = products.filter(({ id }) => id !== product.id);
      const alike = ({ category }: SeededProduct) => category === product.category;
      const from = [...others, ...others.filter(alike), ...others.filter(alike), ...others.filter(alike)];
      deal(product.id, from, (chosen) => (alike(chosen) ? 'Similar to this' : 'Often bought together'));
    }
    for (const { id } of people)
      deal(`user ${id}`, products, (chosen) => `Because you like ${chosen.category}`);
    deal(FOR_EVERYONE, products, () => 'Popular this week');
  },
  routes: [
    route('GET /recommendations', {
      summary: 'Cards of products that go with a product',
      query: { productId: id, limit: paging.limit },
      answer: items(card),
      handle({ store, imagesUrl, query: { productId, limit } }) {
        if (productId === undefined) throw badInput('productId', 'is required');
        return withPictures(firstCards(hands.text(store, productId), limit), imagesUrl);
      },
    }),
    route('GET /recommendations/personal', {
      summary: 'Cards for the user in X-User-Id',
      query: { limit: paging.limit },
      answer: items(card),
      handle: (call) =>
        withPictures(firstCards(personal(call.store, userOf(call)), call.query.limit), call.imagesUrl),
    }),
  ],
};

const cardOf = ({ id, name, imageUrl, price }: SeededProduct, reason: string): Card => ({
  productId: id,
  name,
  imageUrl,
  price,
  reason,
});

const personal = (store: Store, userId: string) =>
  hands.text(store, `user ${userId}`) ?? hands.text(store, FOR_EVERYONE);

function firstCards(text: string | undefined, limit = DEFAULT_CARDS): string {
  const cards = text === undefined ? [] : (JSON.parse(text) as Hand).cards;
  return itemsText(cards.slice(0, limit).map((card) => JSON.stringify(card)));
}
