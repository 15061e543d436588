import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { operation } from './operation.js';
import { pageOf, type PageRequest } from './page.js';

export const Notification = z.object({
  id: z.string(),
  userId: z.string(),
  message: z.string(),
  kind: z.string(),
  unread: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type Notification = z.infer<typeof Notification>;

export const notifications = {
  ofCaller: operation({
    reads: 'principal',
    route: 'GET /notifications',
    request: ({ cursor, limit }: PageRequest = {}) => ({
      path: path`/notifications`,
      query: { cursor, limit },
    }),
    answer: pageOf(Notification),
  }),
};
