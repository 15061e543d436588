import type { z } from 'zod';
import { view } from '../views.js';
import { type Price, type PriceList, priceOf } from './price.js';

/** What one product costs. */
export const price = view<{ productId: string }>('price')
  .required('price', ({ pricing }, { productId }) => pricing.byProduct(productId))
  .shape(({ price }): Price => priceOf(price));

/** What several products cost, in one call. */
export const priceList = view<{ ids: readonly string[] }>('price-list')
  .required('prices', ({ pricing }, { ids }) => pricing.byProducts(ids))
  .shape(({ prices }): z.infer<typeof PriceList> => ({ items: prices.map(priceOf) }));
