import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { operation } from './operation.js';
import {
  changesOf,
  changesQuery,
  type ChangesRequest,
  itemsOf,
  listOf,
  pageOf,
  type PageRequest,
} from './page.js';

export const Product = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  category: z.string(),
  brand: z.string(),
  imageUrl: z.string(),
  attributes: z.record(z.string(), z.string()),
  updatedAt: z.iso.datetime(),
});
export type Product = z.infer<typeof Product>;

/** A category, and how many products it has. */
export const Category = z.object({ name: z.string(), count: z.int() }).meta({ id: 'Category' });

export interface ProductSearch extends PageRequest {
  readonly category?: string | undefined;
  /** Words that all must occur in a product. */
  readonly q?: string | undefined;
}

export const products = {
  byId: operation({
    reads: 'nothing',
    route: 'GET /products/:id',
    request: (id: string) => ({ path: path`/products/${id}` }),
    answer: Product,
  }),
  byIds: operation({
    reads: 'nothing',
    route: 'GET /products?ids',
    request: (ids: readonly string[]) => ({ path: path`/products`, query: { ids: ids.join(',') } }),
    answer: listOf(Product),
    take: itemsOf,
  }),
  search: operation({
    reads: 'nothing',
    route: 'GET /products',
    request: ({ category, q, cursor, limit }: ProductSearch) => ({
      path: path`/products`,
      query: { category, q, cursor, limit },
    }),
    answer: pageOf(Product),
  }),
  /** What has changed of the catalogue, the oldest change first. */
  changes: operation({
    reads: 'nothing',
    route: 'GET /products?updatedSince',
    request: (changes: ChangesRequest) => ({ path: path`/products`, query: changesQuery(changes) }),
    answer: changesOf(Product),
  }),
  categories: operation({
    reads: 'nothing',
    route: 'GET /products/categories',
    request: () => ({ path: path`/products/categories` }),
    answer: listOf(Category),
    take: itemsOf,
    cache: { audience: 'public', freshMs: 300_000, staleMs: 3_600_000, tags: ['products'] },
  }),
};
