import { olderView } from '@frontdesk/gateway';
import { Money } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { product, type ProductScreen } from './product.view.js';

export const ProductScreenV1 = z
  .object({
    product: z.object({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      brand: z.string(),
      imageUrl: z.string(),
    }),
    price: Money.nullable(),
    available: z.int().nullable(),
    reviews: z
      .object({
        average: z.number().nullable(),
        count: z.int(),
        items: z.array(z.object({ author: z.string(), rating: z.int(), title: z.string() })),
      })
      .nullable(),
    recommendations: z.array(z.object({ id: z.string(), name: z.string(), imageUrl: z.string() })).nullable(),
  })
  .meta({ id: 'ProductScreenV1' });

/** A product as the first apps know it. */
export const productV1 = olderView(product, v1OfProduct);

function v1OfProduct(screen: ProductScreen): z.infer<typeof ProductScreenV1> {
  const { id, name, description, brand, imageUrl, price, stock, rating, reviews, recommendations } = screen;
  return {
    product: { id, name, description, brand, imageUrl },
    price: price && { amount: price.amount, currency: price.currency },
    available: stock && stock.available,
    reviews: rating && reviews && { average: rating.average, count: rating.count, items: reviews },
    recommendations:
      recommendations && recommendations.map(({ id, name, imageUrl }) => ({ id, name, imageUrl })),
  };
}
