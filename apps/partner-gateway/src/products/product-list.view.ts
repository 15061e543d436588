import type { PageRequest } from '@frontdesk/shop-clients';
import { Money } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { view } from '../views.js';

/** A product as partners know it: a field that is not named here never leaves. */
export const PublicProduct = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    category: z.string(),
    brand: z.string(),
    imageUrl: z.string(),
    /** `null` where it is not for sale now. */
    price: Money.nullable(),
    /** How many can be ordered now. */
    available: z.int(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Product' });

export const ProductList = z
  .object({ items: z.array(PublicProduct), nextCursor: z.string().nullable() })
  .meta({ id: 'ProductList' });

/** The catalogue with prices and stock; a partner never gets half of it. */
export const productList = view<PageRequest>('product-list')
  .required('products', ({ products }, page) => products.search(page))
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
  .shape(({ products, prices, stock }): z.infer<typeof ProductList> => ({
    items: products.items.map((product) => ({
      id: product.id,
      name: product.name,
      description: product.description,
      category: product.category,
      brand: product.brand,
      imageUrl: product.imageUrl,
      price: prices.of(product)?.price ?? null,
      available: stock.of(product)?.available ?? 0,
      updatedAt: product.updatedAt,
    })),
    nextCursor: products.nextCursor,
  }));
