import { Money, type Price, type Stock } from '@frontdesk/shop-clients';
import { z } from 'zod';

/** What a product costs now, and what it cost before a reduction. */
export const OfferedPrice = Money.extend({ listPrice: Money.nullable() }).meta({ id: 'OfferedPrice' });

/** How many there are, and when there will be more. */
export const StockLevel = z
  .object({ available: z.int(), restockAt: z.iso.datetime().nullable() })
  .meta({ id: 'StockLevel' });

export function offeredPrice(price: Price | null | undefined): z.infer<typeof OfferedPrice> | null {
  return price ? { ...price.price, listPrice: price.listPrice } : null;
}

export function stockLevel(stock: Stock | null | undefined): z.infer<typeof StockLevel> | null {
  return stock ? { available: stock.available, restockAt: stock.restockAt } : null;
}
