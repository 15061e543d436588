import type { Price, Product as CatalogueProduct, Stock } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { Money, moneyOf } from '../money.js';

/** A product as partners know it: a field that is not named here never leaves. */
export const Product = z
  .object({
    id: z.string().describe('By which orders, prices and stock name it'),
    name: z.string().describe('As a shop window says it'),
    description: z.string().describe('A few sentences, without markup'),
    category: z.string().describe('One of the categories of the catalogue'),
    brand: z.string().describe('Who makes it'),
    imageUrl: z.string().describe('Where its picture is'),
    price: Money.nullable().describe('What one piece costs now; null where it is not for sale now'),
    listPrice: Money.nullable().describe(
      'What one piece costs when it is not reduced, which may be now; null where that is not known',
    ),
    stock: z
      .object({
        available: z.int().describe('How many can be ordered now'),
        restockAt: z.iso
          .datetime()
          .nullable()
          .describe('When there will be more; null where that is not known'),
      })
      .meta({ id: 'ProductStock' })
      .describe('How many there are'),
    updatedAt: z.iso
      .datetime()
      .describe('When the product itself was last changed; prices and stock change by themselves'),
  })
  .meta({ id: 'Product' });
export type Product = z.infer<typeof Product>;

/** Makes the answer of what three services know. */
export function productOf(product: CatalogueProduct, price: Price | null, stock: Stock | null): Product {
  return {
    id: product.id,
    name: product.name,
    description: product.description,
    category: product.category,
    brand: product.brand,
    imageUrl: product.imageUrl,
    price: price && moneyOf(price.price),
    listPrice: price && price.listPrice && moneyOf(price.listPrice),
    stock: { available: stock ? stock.available : 0, restockAt: stock && stock.restockAt },
    updatedAt: product.updatedAt,
  };
}
