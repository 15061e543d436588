import { keptView } from '@frontdesk/gateway';
import { Money, type ProductSearch } from '@frontdesk/shop-clients';
import { z } from 'zod';
import { listCursor } from '../list-cursor.js';
import { publicView } from '../views.js';

/** As many as a few thumbs down show, where the app does not say how many it wants. */
const LINES = 12;

export const CatalogueScreen = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        imageUrl: z.string(),
        price: Money.nullable(),
        inStock: z.boolean().nullable(),
      }),
    ),
    nextCursor: z.string().nullable(),
    categories: z
      .array(z.string())
      .nullable()
      .describe('All there are, whatever is searched for; null on further pages, as the first one said them'),
  })
  .meta({ id: 'CatalogueScreen' });

export const cataloguePages = listCursor('products');

/** Products by category and words, each with what it costs and whether it can be had. */
export const catalogue = keptView(
  publicView<ProductSearch>('catalogue', { budgetMs: 800 })
    .required('products', ({ products }, search) =>
      products.search({ ...search, limit: search.limit ?? LINES }),
    )
    .optional('categories', ({ products }) => products.categories(), {
      when: ({ cursor }) => cursor === undefined,
    })
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
    .shape(({ products, categories, price, stock }): z.infer<typeof CatalogueScreen> => ({
      items: products.items.map((product) => {
        const left = stock?.of(product)?.available;
        return {
          id: product.id,
          name: product.name,
          imageUrl: product.imageUrl,
          price: price?.of(product)?.price ?? null,
          inStock: left === undefined ? null : left > 0,
        };
      }),
      nextCursor: cataloguePages.given(products.nextCursor),
      categories: categories && categories.map(({ name }) => name),
    })),
  { freshMs: 60_000, staleMs: 300_000, tags: ['products'] },
);
