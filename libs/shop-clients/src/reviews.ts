import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { operation } from './operation.js';
import { pageOf, type PageRequest } from './page.js';

export const Review = z.object({
  id: z.string(),
  productId: z.string(),
  author: z.string(),
  rating: z.int().min(1).max(5),
  title: z.string(),
  text: z.string(),
  createdAt: z.iso.datetime(),
});
export type Review = z.infer<typeof Review>;

export const reviews = {
  ofProduct: operation({
    reads: 'nothing',
    route: 'GET /reviews',
    request: (productId: string, { cursor, limit }: PageRequest = {}) => ({
      path: path`/reviews`,
      query: { productId, cursor, limit },
    }),
    answer: pageOf(Review).extend({ summary: z.object({ count: z.int(), average: z.number().nullable() }) }),
    cache: { audience: 'public', freshMs: 30_000, staleMs: 600_000, absentMs: 30_000, tags: ['reviews'] },
  }),
};
