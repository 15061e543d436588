import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { command } from './command.js';
import { operation } from './operation.js';

export const Cart = z.object({
  items: z.array(z.object({ productId: z.string(), quantity: z.int(), addedAt: z.iso.datetime() })),
  updatedAt: z.iso.datetime(),
});
export type Cart = z.infer<typeof Cart>;

export const carts = {
  /** Empty for somebody who never put anything into it. Not kept: what was just put in has to be there. */
  ofCaller: operation({
    reads: 'principal',
    route: 'GET /carts/me',
    request: () => ({ path: path`/carts/me` }),
    answer: Cart,
  }),
};

/** A command with a key happens once, however often it is given: a `PUT` that comes late undoes nothing then. */
const known = (idempotencyKey: string | undefined) =>
  idempotencyKey === undefined ? {} : { idempotencyKey };

export const cartCommands = {
  /** So many of a product are in the cart then, however many there were. */
  putItem: command({
    route: 'PUT /carts/me/items/:productId',
    request: (productId: string, quantity: number, idempotencyKey?: string) => ({
      path: path`/carts/me/items/${productId}`,
      body: { quantity },
      ...known(idempotencyKey),
    }),
    answer: Cart,
  }),
  removeItem: command({
    route: 'DELETE /carts/me/items/:productId',
    request: (productId: string, idempotencyKey?: string) => ({
      path: path`/carts/me/items/${productId}`,
      ...known(idempotencyKey),
    }),
    answer: Cart,
  }),
};
