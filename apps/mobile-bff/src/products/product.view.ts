import { Money } from '@frontdesk/shop-clients';
import { keptView } from '@frontdesk/gateway';
import { z } from 'zod';
import { publicView } from '../views.js';

const REVIEWS = 3;
const RECOMMENDATIONS = 4;

export const ProductScreen = z
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
  .meta({ id: 'ProductScreen' });

/** A product as it fits a phone: the price, whether there is any, and what a few others think. */
export const product = keptView(
  publicView<{ productId: string }>('product', { budgetMs: 800 })
    .required('product', ({ products }, { productId }) => products.byId(productId))
    .optional('price', ({ pricing }, { productId }) => pricing.byProduct(productId))
    .optional('stock', ({ inventory }, { productId }) => inventory.byProduct(productId))
    .optional('reviews', ({ reviews }, { productId }) => reviews.ofProduct(productId, { limit: REVIEWS }))
    .optional('recommendations', ({ recommendations }, { productId }) =>
      recommendations.ofProduct(productId, RECOMMENDATIONS),
    )
    .shape(({ product, price, stock, reviews, recommendations }): z.infer<typeof ProductScreen> => ({
      product: {
        id: product.id,
        name: product.name,
        description: product.description,
        brand: product.brand,
        imageUrl: product.imageUrl,
      },
      price: price && price.price,
      available: stock && stock.available,
      reviews: reviews && {
        average: reviews.summary.average,
        count: reviews.summary.count,
        items: reviews.items.map(({ author, rating, title }) => ({ author, rating, title })),
      },
      recommendations:
        recommendations &&
        recommendations.map(({ productId, name, imageUrl }) => ({ id: productId, name, imageUrl })),
    })),
  { freshMs: 30_000, staleMs: 300_000, absentMs: 5_000, tags: ['products'] },
);
