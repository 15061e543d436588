import { olderView } from '@frontdesk/gateway';
import { view } from '../views.js';
import { type Product, productOf } from './product.js';
import { productV1Of } from './product-v1.js';

/** One product of the catalogue. What has no price or no stock is there all the same: hence both are asked for as lists. */
export const product = view<{ productId: string }>('product')
  .required('product', ({ products }, { productId }) => products.byId(productId))
  .required('prices', ({ pricing }, { productId }) => pricing.byProducts([productId]))
  .required('stocks', ({ inventory }, { productId }) => inventory.byProducts([productId]))
  .shape(({ product, prices, stocks }): Product => productOf(product, prices[0] ?? null, stocks[0] ?? null));

export const productV1 = olderView(product, productV1Of);
