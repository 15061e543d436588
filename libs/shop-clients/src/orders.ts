import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { Money } from './money.js';
import { operation } from './operation.js';
import { pageOf, type PageRequest } from './page.js';

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

export const orders = {
  /** Anybody's order: the view checks whose it is. */
  byId: operation({
    reads: 'principal',
    route: 'GET /orders/:id',
    request: (id: string) => ({ path: path`/orders/${id}` }),
    answer: Order,
  }),
  ofCaller: operation({
    reads: 'principal',
    route: 'GET /orders',
    request: ({ cursor, limit }: PageRequest = {}) => ({ path: path`/orders`, query: { cursor, limit } }),
    answer: pageOf(Order),
  }),
};
