import { Card, Review } from '@frontdesk/shop-clients';
import { keptView } from '@frontdesk/gateway';
import { z } from 'zod';
import { publicView } from '../views.js';
import { OfferedPrice, offeredPrice, StockLevel, stockLevel } from './offer.js';

const REVIEWS = 10;
const CARDS = 6;

export const ProductPage = z
  .object({
    product: z.object({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      category: z.string(),
      brand: z.string(),
      imageUrl: z.string(),
      attributes: z.record(z.string(), z.string()),
    }),
    price: OfferedPrice.nullable(),
    stock: StockLevel.nullable(),
    reviews: z
      .object({
        average: z.number().nullable(),
        count: z.int(),
        items: z.array(Review.omit({ productId: true })),
      })
      .nullable(),
    recommendations: z.array(Card).nullable(),
  })
  .meta({ id: 'ProductPage' });

/** Everything about one product; without the product itself there is no page. */
export const productPage = keptView(
  publicView<{ productId: string }>('product-page')
    .required('product', ({ products }, { productId }) => products.byId(productId))
    .optional('price', ({ pricing }, { productId }) => pricing.byProduct(productId))
    .optional('stock', ({ inventory }, { productId }) => inventory.byProduct(productId))
    .optional('reviews', ({ reviews }, { productId }) => reviews.ofProduct(productId, { limit: REVIEWS }))
    .optional('recommendations', ({ recommendations }, { productId }) =>
      recommendations.ofProduct(productId, CARDS),
    )
    .shape(({ product, price, stock, reviews, recommendations }): z.infer<typeof ProductPage> => ({
      product: {
        id: product.id,
        name: product.name,
        description: product.description,
        category: product.category,
        brand: product.brand,
        imageUrl: product.imageUrl,
        attributes: product.attributes,
      },
      price: offeredPrice(price),
      stock: stockLevel(stock),
      reviews: reviews && {
        average: reviews.summary.average,
        count: reviews.summary.count,
        items: reviews.items.map(({ id, author, rating, title, text, createdAt }) => ({
          id,
          author,
          rating,
          title,
          text,
          createdAt,
        })),
      },
      recommendations,
    })),
  { freshMs: 30_000, staleMs: 300_000, absentMs: 5_000, tags: ['products'] },
);
