import type { Price as ShopPrice } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { Money, moneyOf } from '../money.js';

/** What a product costs, as partners know it: a field that is not named here never leaves. */
export const Price = z
  .object({
    productId: z.string().describe('Of which product'),
    price: Money.describe('What one piece costs now'),
    listPrice: Money.nullable().describe(
      'What one piece costs when it is not reduced, which may be now; null where that is not known',
    ),
    updatedAt: z.iso.datetime().describe('When the price was last changed'),
  })
  .meta({ id: 'Price' });
export type Price = z.infer<typeof Price>;

export const PriceList = z
  .object({
    items: z.array(Price).describe('In the order of the ids; what is not for sale is left out'),
  })
  .meta({ id: 'PriceList' });

export function priceOf({ productId, price, listPrice, updatedAt }: ShopPrice): Price {
  return { productId, price: moneyOf(price), listPrice: listPrice && moneyOf(listPrice), updatedAt };
}
