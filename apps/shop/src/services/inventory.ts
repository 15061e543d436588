import { askedIds } from '../asked-ids.js';
import { collection, fields, itemsText } from '../collection.js';
import { notFound, Problem } from '../problem.js';
import { between, pick } from '../random.js';
import { instant, integer, list, nullable, object, type Of, oneOf, text } from '../schema.js';
import { ago } from '../seed.js';
import { id, ids, items, route, type Service } from '../service.js';

const stock = object({
  productId: text(),
  available: integer(0, 1_000_000_000),
  restockAt: nullable(instant),
  updatedAt: instant,
  warehouse: { ...text(), description: 'internal' },
});
const wanted = list(object({ productId: id, quantity: integer(1, 999) }), { minItems: 1, maxItems: 100 });
const reservation = object({
  id: text(),
  status: oneOf('held', 'released'),
  items: wanted,
  createdAt: instant,
});
type Reservation = Of<typeof reservation>;

const stocks = collection<Of<typeof stock>>({
  name: 'stocks',
  key: 'productId',
  columns: fields('updatedAt'),
});
const reservations = collection<Reservation>({ name: 'reservations', key: 'id' });

export const inventoryService: Service = {
  name: 'inventory',
  tables: [stocks, reservations],
  seed(store, { products, randomFor }) {
    const random = randomFor('inventory');
    for (const { id, available } of products) {
      stocks.add(store, {
        productId: id,
        available,
        restockAt: available === 0 ? ago(-between(random, 24, 400)) : null,
        updatedAt: ago(between(random, 1, 200)),
        warehouse: pick(random, ['NORTH-1', 'NORTH-2', 'SOUTH-1']),
      });
    }
  },
  routes: [
    route('GET /inventory', {
      summary: 'Stock by product ids',
      query: { ids },
      answer: items(stock),
      handle: ({ store, query }) => itemsText(stocks.texts(store, askedIds(query.ids))),
    }),
    route('GET /inventory/:productId', {
      summary: 'Stock of a product',
      answer: stock,
      handle({ store, params }) {
        const text = stocks.text(store, params.productId);
        if (text === undefined) throw notFound('product');
        return text;
      },
    }),
    route('POST /reservations', {
      summary: 'Take stock for an order: all of it, or nothing',
      body: object({ items: wanted }),
      status: 201,
      answer: reservation,
      handle({ store, body }) {
        // A refusal undoes what was taken before it: commands run in a transaction.
        for (const [n, { productId, quantity }] of body.items.entries()) {
          const found = stocks.find(store, productId);
          const field = `items[${n}]`;
          if (!found) throw new Problem(422, `${field} names no product that there is`, `${field}.productId`);
          const available = found.available - quantity;
          if (available < 0)
            throw new Problem(409, `there are not ${quantity} of ${productId} left`, `${field}.quantity`);
          stocks.put(store, { ...found, available, updatedAt: stocks.stamp(store) });
        }
        return reservations.add(store, {
          id: reservations.nextId(store, 'rsv'),
          status: 'held',
          items: body.items,
          createdAt: new Date(store.now()).toISOString(),
        });
      },
    }),
    route('POST /reservations/:id/release', {
      summary: 'Put the stock of a reservation back; once, however often it is asked',
      answer: reservation,
      handle({ store, params }) {
        const found = reservations.find(store, params.id);
        if (!found) throw notFound('reservation');
        if (found.status === 'released') return JSON.stringify(found);
        for (const { productId, quantity } of found.items) {
          const back = stocks.find(store, productId);
          if (!back) continue;
          const available = back.available + quantity;
          stocks.put(store, { ...back, available, updatedAt: stocks.stamp(store) });
        }
        return reservations.put(store, { ...found, status: 'released' });
      },
    }),
  ],
};
