import type { z } from 'zod';
import { view } from '../views.js';
import { type Stock, type StockList, stockOf } from './stock.js';

/** How many there are of one product. */
export const stock = view<{ productId: string }>('stock')
  .required('stock', ({ inventory }, { productId }) => inventory.byProduct(productId))
  .shape(({ stock }): Stock => stockOf(stock));

/** How many there are of several products, in one call. */
export const stockList = view<{ ids: readonly string[] }>('stock-list')
  .required('stocks', ({ inventory }, { ids }) => inventory.byProducts(ids))
  .shape(({ stocks }): z.infer<typeof StockList> => ({ items: stocks.map(stockOf) }));
