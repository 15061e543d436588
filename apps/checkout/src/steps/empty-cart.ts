import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import type { Step } from './step.js';

/** Takes what was bought out of the cart, and leaves there what was put in meanwhile. */
export const emptyCart: Step<'emptying'> = {
  name: 'emptying',
  async run({ request, done, ask }) {
    if (request.items) return {};
    const bought = new Set(done('cart').items.map(({ productId }) => productId));
    await Promise.all(
      [...bought].map((productId) =>
        ask('carts', {
          method: 'DELETE',
          path: path`/carts/me/items/${productId}`,
          route: 'DELETE /carts/me/items/:productId',
          part: productId,
          answer: z.unknown(),
        }),
      ),
    );
    return {};
  },
  undo: 'changes-nothing',
};
