import { olderView } from '@frontdesk/gateway';
import type { ProductSearch } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { nextCursor } from '../cursors/page-query.js';
import type { Sealing } from '../cursors/pages.js';
import { view } from '../views.js';
import { Product, productOf } from './product.js';
import { ProductV1, productV1Of } from './product-v1.js';

export const ProductList = z
  .object({ items: z.array(Product).describe('The products of this page, by their ids'), nextCursor })
  .meta({ id: 'ProductList' });
type ProductList = z.infer<typeof ProductList>;

export const ProductListV1 = ProductList.extend({
  items: z.array(ProductV1).describe('The products of this page, by their ids'),
}).meta({ id: 'ProductListV1' });

/** The catalogue, or what is searched for in it, with prices and stock; a partner never gets half of it. */
export const productList = view<ProductSearch & Sealing>('product-list')
  .required('products', ({ products }, search) => products.search(search))
  .joinRequired(
    'prices',
    { after: ['products'] },
    {
      each: ({ products }) => products.items,
      by: (product) => product.id,
      via: ({ pricing }, ids) => pricing.byProducts(ids),
      keyedBy: (price) => price.productId,
    },
  )
  .joinRequired(
    'stock',
    { after: ['products'] },
    {
      each: ({ products }) => products.items,
      by: (product) => product.id,
      via: ({ inventory }, ids) => inventory.byProducts(ids),
      keyedBy: (stock) => stock.productId,
    },
  )
  .shape(({ products, prices, stock, sealed }): ProductList => ({
    items: products.items.map((product) => productOf(product, prices.of(product), stock.of(product))),
    nextCursor: sealed(products.nextCursor),
  }));

export const productListV1 = olderView(
  productList,
  ({ items, nextCursor }): z.infer<typeof ProductListV1> => ({ items: items.map(productV1Of), nextCursor }),
);
