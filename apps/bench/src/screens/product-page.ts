import type { Get, Items } from './get.js';
import type { Card, Price, Product, Review, Stock } from '../upstream/records.js';

interface Reviews extends Items<Review> {
  readonly summary: { readonly count: number; readonly average: number | null };
}

/** C and E: the page of one product of web-bff, composed of five answers by hand. */
export async function productPage(get: Get, id: string) {
  const [product, price, stock, reviews, recommendations] = await Promise.all([
    get<Product>('products', `/products/${id}`),
    get<Price>('pricing', `/prices/${id}`),
    get<Stock>('inventory', `/inventory/${id}`),
    get<Reviews>('reviews', `/reviews?productId=${id}&limit=10`),
    get<Items<Card>>('recommendations', `/recommendations?productId=${id}&limit=6`),
  ]);
  return {
    product: {
      id: product.id,
      name: product.name,
      description: product.description,
      category: product.category,
      brand: product.brand,
      imageUrl: product.imageUrl,
      attributes: product.attributes,
    },
    price: { ...price.price, listPrice: price.listPrice },
    stock: { available: stock.available, restockAt: stock.restockAt },
    reviews: {
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
    recommendations: recommendations.items,
    meta: { missing: [] },
  };
}
