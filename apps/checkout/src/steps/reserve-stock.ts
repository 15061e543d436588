import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import type { Step } from './step.js';

const Reservation = z.object({ id: z.string() });

export const reserveStock: Step<'reservation'> = {
  name: 'reservation',
  run: ({ request, done, ask }) =>
    ask('inventory', {
      method: 'POST',
      path: path`/reservations`,
      route: 'POST /reservations',
      body: { items: done('cart').items },
      answer: Reservation,
      refusals: { 409: 'out-of-stock', 422: 'product-unknown' },
      // What lies in a cart stands nowhere in the caller's body.
      field: request.items && itemOf,
    }),
  undo: ({ ask }, { id }) =>
    ask('inventory', {
      method: 'POST',
      path: path`/reservations/${id}/release`,
      route: 'POST /reservations/:id/release',
      answer: Reservation,
    }),
};

/** A field of an item as callers know it: the service's `items[0].quantity` is their `items.0.quantity`. */
function itemOf(named: string): string | undefined {
  const [, n, field] = /^items\[(\d+)\]\.(productId|quantity)$/.exec(named) ?? [];
  return n && field && `items.${n}.${field}`;
}
