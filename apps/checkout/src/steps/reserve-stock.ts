import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import type { Step } from './step.js';

const Reservation = z.object({ id: z.string() });

export const reserveStock: Step<'reservation'> = {
  name: 'reservation',
  run: ({ done, ask }) =>
    ask('inventory', {
      method: 'POST',
      path: path`/reservations`,
      route: 'POST /reservations',
      body: { items: done('cart').items },
      answer: Reservation,
      refusals: { 409: 'out-of-stock', 422: 'product-unknown' },
    }),
  undo: ({ ask }, { id }) =>
    ask('inventory', {
      method: 'POST',
      path: path`/reservations/${id}/release`,
      route: 'POST /reservations/:id/release',
      answer: Reservation,
    }),
};
