import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { operation } from './operation.js';
import { itemsOf, listOf } from './page.js';

export const Stock = z.object({
  productId: z.string(),
  available: z.int(),
  restockAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime(),
});
export type Stock = z.infer<typeof Stock>;

export const inventory = {
  byProduct: operation({
    reads: 'nothing',
    route: 'GET /inventory/:productId',
    request: (productId: string) => ({ path: path`/inventory/${productId}` }),
    answer: Stock,
  }),
  byProducts: operation({
    reads: 'nothing',
    route: 'GET /inventory?ids',
    request: (ids: readonly string[]) => ({ path: path`/inventory`, query: { ids: ids.join(',') } }),
    answer: listOf(Stock),
    take: itemsOf,
  }),
};
