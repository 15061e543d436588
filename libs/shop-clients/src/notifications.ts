import { path } from '@frontdesk/upstream';
import { z } from 'zod';
import { command } from './command.js';
import { operation } from './operation.js';
import { changesOf, type ChangesRequest, changesQuery, pageOf, type PageRequest } from './page.js';

export const Notification = z.object({
  id: z.string(),
  userId: z.string(),
  message: z.string(),
  kind: z.string(),
  unread: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type Notification = z.infer<typeof Notification>;

export interface NotificationSearch extends PageRequest {
  /** Those alone that were not read yet, or that were. */
  readonly unread?: boolean | undefined;
}

export const notifications = {
  ofCaller: operation({
    reads: 'principal',
    route: 'GET /notifications',
    request: ({ cursor, limit, unread }: NotificationSearch = {}) => ({
      path: path`/notifications`,
      query: { unread, cursor, limit },
    }),
    answer: pageOf(Notification),
  }),
  /** What has changed of the caller's notifications, the oldest change first. */
  changesOfCaller: operation({
    reads: 'principal',
    route: 'GET /notifications',
    request: (changes: ChangesRequest) => ({ path: path`/notifications`, query: changesQuery(changes) }),
    answer: changesOf(Notification.extend({ updatedAt: z.iso.datetime() })),
  }),
};

export const notificationCommands = {
  /** Its owner has read it; another's is 404. */
  markRead: command({
    route: 'POST /notifications/:id/read',
    request: (id: string, idempotencyKey?: string) => ({
      path: path`/notifications/${id}/read`,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    }),
    answer: Notification,
  }),
};
