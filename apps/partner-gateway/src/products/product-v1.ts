import { z } from 'zod';
import { Money } from '../money.js';
import { Product } from './product.js';

/** A product as the first version has it: of the stock the number alone, and no list price. */
export const ProductV1 = Product.omit({ listPrice: true, stock: true, updatedAt: true })
  .extend({
    price: Money.nullable().describe('What one piece costs now; null where it is not for sale now'),
    available: z.int().describe('How many can be ordered now'),
    updatedAt: Product.shape.updatedAt,
  })
  .meta({ id: 'ProductV1' });

export function productV1Of(product: Product): z.infer<typeof ProductV1> {
  return {
    id: product.id,
    name: product.name,
    description: product.description,
    category: product.category,
    brand: product.brand,
    imageUrl: product.imageUrl,
    price: product.price,
    available: product.stock.available,
    updatedAt: product.updatedAt,
  };
}
