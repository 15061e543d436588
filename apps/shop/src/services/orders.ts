import { askedIds } from '../asked-ids.js';
import { collection, fields, itemsText, pageText } from '../collection.js';
import { ownerOf, ownerQuery } from '../owner.js';
import { badInput, notFound, Problem } from '../problem.js';
import { between } from '../random.js';
import { instant, integer, list, money, number, nullable, object, type Of, oneOf, text } from '../schema.js';
import { ago, euros, type SeededOrder } from '../seed.js';
import { id, ids, pageOfChanges, paging, route, type Service } from '../service.js';
import type { Store } from '../store.js';
import type { Shipment } from './shipping.js';

const quantity = integer(1, 999);
const order = object({
  id: text(),
  userId: nullable(text()),
  partnerId: nullable(text()),
  status: oneOf('pending', 'paid', 'shipped', 'delivered', 'cancelled'),
  items: list(object({ productId: text(), quantity, unitPrice: money })),
  total: money,
  createdAt: instant,
  updatedAt: instant,
  fraudScore: { ...number(0, 1), description: 'internal' },
});
type Order = Of<typeof order>;

const orders = collection<Order>({
  name: 'orders',
  key: 'id',
  columns: fields('userId', 'partnerId', 'createdAt', 'updatedAt'),
  indexes: ['userId', 'partnerId'].flatMap((owner) => [`${owner}, createdAt, id`, `${owner}, updatedAt, id`]),
});
/** Orders' own copy of what things cost: a service asks no other. */
const quotes = collection<{ productId: string; unitPrice: Of<typeof money> }>({
  name: 'order_quotes',
  key: 'productId',
});

const newOrder = object(
  { items: list(object({ productId: id, quantity }), { minItems: 1, maxItems: 100 }) },
  {
    id: text({
      pattern: '^o-[A-Za-z0-9-]{16,64}$',
      description: 'chosen by the caller, who may charge for it first',
    }),
    userId: id,
    partnerId: id,
    paymentId: { ...id, description: 'what it was paid with; without one the order is pending' },
  },
);

export const ordersService: Service = {
  name: 'orders',
  tables: [orders, quotes],
  seed(store, world) {
    const random = world.randomFor('orders');
    for (const { id, price } of world.products) quotes.add(store, { productId: id, unitPrice: price });
    for (const seeded of world.orders) orders.add(store, documentOf(seeded, random));
    const deleted = world.orders.find(({ userId }) => userId === 'alice');
    if (!deleted) return;
    orders.add(store, documentOf({ ...deleted, id: 'o-0301' }, random));
    orders.remove(store, 'o-0301', ago(30));
  },
  routes: [
    route('GET /orders', {
      summary: "Orders by ids; or the owner's, newest first",
      query: { ids, ...ownerQuery, ...paging, updatedSince: instant },
      answer: pageOfChanges(order),
      handle(call) {
        const { store, query } = call;
        if (query.ids !== undefined) return itemsText(orders.texts(store, askedIds(query.ids)));
        const owner = ownerOf(call);
        const { cursor, limit, updatedSince } = query;
        const where = [[`${owner.kind} = ?`, owner.id]] as const;
        const request = { cursor, limit, updatedSince, where, sort: 'createdAt', newestFirst: true };
        return pageText(orders.page(store, request));
      },
    }),
    route('GET /orders/:id', {
      summary: 'An order by id',
      answer: order,
      handle: ({ store, params }) => orders.text(store, params.id) ?? refuse(),
    }),
    route('POST /orders', {
      summary: 'Place an order for the principal',
      body: newOrder,
      status: 201,
      answer: order,
      handle(call) {
        const { store, body } = call;
        const { userId, partnerId } = customerOf(call);
        if (body.id !== undefined && orders.find(store, body.id))
          throw new Problem(409, 'there is an order with this id', 'id');
        const items = body.items.map((item, n) => ({
          ...item,
          unitPrice: quoteFor(store, item.productId, n),
        }));
        const at = orders.stamp(store);
        return orders.add(store, {
          id: body.id ?? orders.nextId(store, 'o'),
          userId,
          partnerId,
          status: body.paymentId === undefined ? 'pending' : 'paid',
          items: items.map(({ productId, quantity, unitPrice }) => ({ productId, quantity, unitPrice })),
          total: euros(items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0)),
          createdAt: at,
          updatedAt: at,
          fraudScore: 0,
        });
      },
    }),
    route('POST /orders/:id/cancel', {
      summary: 'Cancel an order that has not been shipped',
      answer: order,
      handle({ store, params, userId, partnerId }) {
        const found = orders.find(store, params.id) ?? refuse();
        if (userId !== undefined && found.userId !== userId) refuse();
        if (partnerId !== undefined && found.partnerId !== partnerId) refuse();
        if (found.status === 'cancelled') return JSON.stringify(found);
        if (found.status === 'shipped' || found.status === 'delivered')
          throw new Problem(409, `the order is ${found.status} already`);
        return orders.put(store, { ...found, status: 'cancelled', updatedAt: orders.stamp(store) });
      },
    }),
  ],
};

/** The order goes where its shipment goes; a real shop would do this by a message from shipping. */
export function followShipment(store: Store, { orderId, status }: Shipment): void {
  const found = orders.find(store, orderId);
  const next = status === 'delivered' ? 'delivered' : 'shipped';
  if (!found || found.status === 'cancelled' || found.status === 'delivered' || found.status === next) return;
  orders.put(store, { ...found, status: next, updatedAt: orders.stamp(store) });
}

function documentOf({ hoursAgo, ...seeded }: SeededOrder, random: () => number): Order {
  const hoursTaken: Record<Order['status'], number> = {
    pending: 0,
    paid: 0.2,
    cancelled: 3,
    shipped: 24,
    delivered: 72,
  };
  const createdAt = ago(hoursAgo);
  const updatedAt = ago(Math.max(0, hoursAgo - hoursTaken[seeded.status]));
  return { ...seeded, createdAt, updatedAt, fraudScore: between(random, 0, 100) / 100 };
}

interface Placing {
  readonly userId: string | undefined;
  readonly partnerId: string | undefined;
  readonly body: { readonly userId?: string; readonly partnerId?: string };
}

/** Headers win; a body that names another user or partner than they do is refused. */
function customerOf({ userId, partnerId, body }: Placing): Pick<Order, 'userId' | 'partnerId'> {
  for (const [field, principal, named] of [
    ['userId', userId, body.userId],
    ['partnerId', partnerId, body.partnerId],
  ] as const)
    if (principal !== undefined && named !== undefined && principal !== named)
      throw new Problem(403, 'an order is placed for its principal', field);
  const customer = { userId: userId ?? body.userId ?? null, partnerId: partnerId ?? body.partnerId ?? null };
  if (customer.userId === null && customer.partnerId === null)
    throw badInput('userId', 'or partnerId is required, as X-User-Id, X-Partner-Id or in the body');
  return customer;
}

function quoteFor(store: Store, productId: string, n: number): Of<typeof money> {
  const quote = quotes.find(store, productId);
  if (!quote) throw new Problem(422, `items[${n}] names no product that there is`, `items[${n}].productId`);
  return quote.unitPrice;
}

function refuse(): never {
  throw notFound('order');
}
