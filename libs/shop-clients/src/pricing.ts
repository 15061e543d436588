import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { Money } from './money.js';
import { operation } from './operation.js';
import { itemsOf, listOf } from './page.js';

export const Price = z.object({
  productId: z.string(),
  price: Money,
  /** What it cost before a reduction; `null` where there is none. */
  listPrice: Money.nullable(),
  updatedAt: z.iso.datetime(),
});
export type Price = z.infer<typeof Price>;

export const pricing = {
  byProduct: operation({
    reads: 'nothing',
    route: 'GET /prices/:productId',
    request: (productId: string) => ({ path: path`/prices/${productId}` }),
    answer: Price,
  }),
  byProducts: operation({
    reads: 'nothing',
    route: 'GET /prices?ids',
    request: (ids: readonly string[]) => ({ path: path`/prices`, query: { ids: ids.join(',') } }),
    answer: listOf(Price),
    take: itemsOf,
  }),
};
