import { Category, type ProductSearch } from '@frontdesk/shop-clients';
import { keptView } from '@frontdesk/gateway';
import { z } from 'zod';
import { publicView } from '../views.js';
import { OfferedPrice, offeredPrice, StockLevel, stockLevel } from './offer.js';

export const ProductList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        category: z.string(),
        brand: z.string(),
        imageUrl: z.string(),
        price: OfferedPrice.nullable(),
        stock: StockLevel.nullable(),
      }),
    ),
    nextCursor: z.string().nullable(),
    categories: z.array(Category).nullable().describe('All categories, whatever is searched for'),
  })
  .meta({ id: 'ProductList' });

/** Products by category and search words, each with its price and stock, and the categories to choose from. */
export const productList = keptView(
  publicView<ProductSearch>('product-list')
    .required('products', ({ products }, search) => products.search(search))
    .optional('categories', ({ products }) => products.categories())
    .joinOptional(
      'price',
      { after: ['products'] },
      {
        each: ({ products }) => products.items,
        by: (product) => product.id,
        via: ({ pricing }, ids) => pricing.byProducts(ids),
        keyedBy: (price) => price.productId,
      },
    )
    .joinOptional(
      'stock',
      { after: ['products'] },
      {
        each: ({ products }) => products.items,
        by: (product) => product.id,
        via: ({ inventory }, ids) => inventory.byProducts(ids),
        keyedBy: (stock) => stock.productId,
      },
    )
    .shape(({ products, categories, price, stock }): z.infer<typeof ProductList> => ({
      items: products.items.map((product) => ({
        id: product.id,
        name: product.name,
        category: product.category,
        brand: product.brand,
        imageUrl: product.imageUrl,
        price: offeredPrice(price?.of(product)),
        stock: stockLevel(stock?.of(product)),
      })),
      nextCursor: products.nextCursor,
      categories: categories && categories.map(({ name, count }) => ({ name, count })),
    })),
  { freshMs: 300_000, tags: ['products'] },
);
