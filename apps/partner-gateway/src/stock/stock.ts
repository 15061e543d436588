import type { Stock as ShopStock } from '@frontdesk/shop-clients';
import { z } from 'zod';

/** How many there are of a product, as partners know it: a field that is not named here never leaves. */
export const Stock = z
  .object({
    productId: z.string().describe('Of which product'),
    available: z.int().describe('How many can be ordered now'),
    restockAt: z.iso.datetime().nullable().describe('When there will be more; null where that is not known'),
    updatedAt: z.iso.datetime().describe('When the stock was last changed'),
  })
  .meta({ id: 'Stock' });
export type Stock = z.infer<typeof Stock>;

export const StockList = z
  .object({
    items: z.array(Stock).describe('In the order of the ids; what does not exist is left out'),
  })
  .meta({ id: 'StockList' });

export function stockOf({ productId, available, restockAt, updatedAt }: ShopStock): Stock {
  return { productId, available, restockAt, updatedAt };
}
