import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { command } from './command.js';
import { Money } from './money.js';
import { operation } from './operation.js';
import { OrderNotCancellable } from './order-not-cancellable.js';
import { changesOf, type ChangesRequest, changesQuery, pageOf, type PageRequest } from './page.js';

export const OrderStatus = z.enum(['pending', 'paid', 'shipped', 'delivered', 'cancelled']);

export const Order = z.object({
  id: z.string(),
  /** The user it is for; `null` where a partner named none. */
  userId: z.string().nullable(),
  /** The partner that placed it; `null` where the user did. */
  partnerId: z.string().nullable(),
  status: OrderStatus,
  items: z.array(z.object({ productId: z.string(), quantity: z.int(), unitPrice: Money })),
  total: Money,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Order = z.infer<typeof Order>;

/** As the service calls the fields from some day on: instance after instance, so that for a while either may come. */
const RenamedOrder = Order.omit({ total: true }).extend({ amount: Money });
const AnsweredOrder = z.union([Order, RenamedOrder]);
type AnsweredOrder = z.infer<typeof AnsweredOrder>;

/** An order by the names that views know. */
function orderOf(order: AnsweredOrder): Order {
  if (!('amount' in order)) return order;
  const { amount, ...rest } = order;
  return { ...rest, total: amount };
}

export const orders = {
  /** Anybody's order: the view checks whose it is. */
  byId: operation({
    reads: 'principal',
    route: 'GET /orders/:id',
    request: (id: string) => ({ path: path`/orders/${id}` }),
    answer: AnsweredOrder,
    take: orderOf,
  }),
  ofCaller: operation({
    reads: 'principal',
    route: 'GET /orders',
    request: ({ cursor, limit }: PageRequest = {}) => ({ path: path`/orders`, query: { cursor, limit } }),
    answer: pageOf(AnsweredOrder),
    take: ({ items, nextCursor }) => ({ items: items.map(orderOf), nextCursor }),
  }),
  /** What has changed of the caller's orders, the oldest change first. */
  changesOfCaller: operation({
    reads: 'principal',
    route: 'GET /orders',
    request: (changes: ChangesRequest) => ({ path: path`/orders`, query: changesQuery(changes) }),
    answer: changesOf(AnsweredOrder),
    take: ({ items, nextCursor }) => ({
      items: items.map((item) => ('deleted' in item ? item : orderOf(item))),
      nextCursor,
    }),
  }),
};

export const orderCommands = {
  /** Cancels an order of the caller's that is not on its way yet; what is cancelled already stays so. */
  cancel: command({
    route: 'POST /orders/:id/cancel',
    request: (id: string, idempotencyKey: string) => ({ path: path`/orders/${id}/cancel`, idempotencyKey }),
    answer: AnsweredOrder.transform(orderOf),
    refusals: { 409: () => new OrderNotCancellable() },
  }),
};
