import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { Money } from './money.js';
import { operation } from './operation.js';
import { itemsOf, listOf } from './page.js';

/** A recommendation as a card that can be shown as it is. */
export const Card = z.object({
  productId: z.string(),
  name: z.string(),
  imageUrl: z.string(),
  price: Money,
  reason: z.string(),
});
export type Card = z.infer<typeof Card>;

export const recommendations = {
  ofProduct: operation({
    reads: 'nothing',
    route: 'GET /recommendations',
    request: (productId: string, limit: number) => ({
      path: path`/recommendations`,
      query: { productId, limit },
    }),
    answer: listOf(Card),
    take: itemsOf,
    cache: {
      audience: 'public',
      freshMs: 300_000,
      staleMs: 3_600_000,
      absentMs: 60_000,
      tags: ['recommendations'],
    },
  }),
  ofCaller: operation({
    reads: 'principal',
    route: 'GET /recommendations/personal',
    request: (limit: number) => ({ path: path`/recommendations/personal`, query: { limit } }),
    answer: listOf(Card),
    take: itemsOf,
  }),
};
