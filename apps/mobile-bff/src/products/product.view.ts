import { Money } from '@frontdesk/shop-clients';
import { keptView } from '@frontdesk/gateway';
import { z } from 'zod';
import { publicView } from '../views.js';

const REVIEWS = 3;
const RECOMMENDATIONS = 4;

export const ProductScreen = z
  .object({
    id: z.string(),
    name: z.string(),
    brand: z.string(),
    description: z.string(),
    imageUrl: z.string(),
    price: Money.extend({
      listPrice: Money.nullable().describe('What it cost before a reduction'),
    }).nullable(),
    stock: z.object({ available: z.int(), restockAt: z.iso.datetime().nullable() }).nullable(),
    rating: z.object({ average: z.number().nullable(), count: z.int() }).nullable(),
    reviews: z.array(z.object({ author: z.string(), rating: z.int(), title: z.string() })).nullable(),
    recommendations: z
      .array(z.object({ id: z.string(), name: z.string(), imageUrl: z.string(), price: Money }))
      .nullable(),
  })
  .meta({ id: 'ProductScreen' });
export type ProductScreen = z.infer<typeof ProductScreen>;

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
    .shape(({ product, price, stock, reviews, recommendations }): ProductScreen => ({
      id: product.id,
      name: product.name,
      brand: product.brand,
      description: product.description,
      imageUrl: product.imageUrl,
      price: price && { ...price.price, listPrice: price.listPrice },
      stock: stock && { available: stock.available, restockAt: stock.restockAt },
      rating: reviews && { average: reviews.summary.average, count: reviews.summary.count },
      reviews: reviews && reviews.items.map(({ author, rating, title }) => ({ author, rating, title })),
      recommendations:
        recommendations &&
        recommendations.map(({ productId, name, imageUrl, price }) => ({
          id: productId,
          name,
          imageUrl,
          price,
        })),
    })),
  { freshMs: 30_000, staleMs: 300_000, absentMs: 5_000, tags: ['products'] },
);
