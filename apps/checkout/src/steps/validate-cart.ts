import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { Refused, type Step } from './step.js';

export const Money = z.object({ amount: z.int(), currency: z.string() });

const Item = z.object({ productId: z.string(), quantity: z.int() });
const Cart = z.object({ items: z.array(Item) });
const Prices = z.object({ items: z.array(z.object({ productId: z.string(), price: Money })) });

/** What is bought, and for how much: from here on neither changes, whatever happens to the cart. */
export interface PricedCart {
  readonly items: readonly z.infer<typeof Item>[];
  readonly total: z.infer<typeof Money>;
}

/**
 * Finds out what is to be bought, and what it costs:
 * - there is something in the cart;
 * - every product has a price, all in one currency.
 */
export const validateCart: Step<'cart'> = {
  name: 'cart',
  async run({ request, ask }) {
    const items =
      request.items ??
      (await ask('carts', { method: 'GET', path: path`/carts/me`, route: 'GET /carts/me', answer: Cart }))
        .items;
    if (items.length === 0) throw new Refused('cart-empty');
    const ids = [...new Set(items.map(({ productId }) => productId))];
    const { items: prices } = await ask('pricing', {
      method: 'GET',
      path: path`/prices`,
      route: 'GET /prices?ids',
      query: { ids: ids.join(',') },
      answer: Prices,
    });
    const priceOf = new Map(prices.map(({ productId, price }) => [productId, price]));
    const currency = prices[0]?.price.currency ?? '';
    let amount = 0;
    for (const [n, { productId, quantity }] of items.entries()) {
      const price = priceOf.get(productId);
      if (price?.currency !== currency)
        throw new Refused('product-unknown', request.items ? `items.${n}.productId` : undefined);
      amount += price.amount * quantity;
    }
    return {
      items: items.map(({ productId, quantity }) => ({ productId, quantity })),
      total: { amount, currency },
    };
  },
  undo: 'changes-nothing',
};
