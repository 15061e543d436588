import { z } from 'zod';
import { ShownNotification, shownNotification } from '../notifications/shown-notification.js';
import { ListedOrder, listedOrder } from '../orders/listed-order.js';
import { view } from '../views.js';
import { changesAfter, readChanges, withoutPage } from './changes.js';
import { type SyncState, writeCursor } from './sync-cursor.js';

const deleted = z.array(z.string()).describe('The ids of those that are gone');

export const Sync = z
  .object({
    orders: z.object({ changed: z.array(ListedOrder), deleted }).nullable(),
    notifications: z.object({ changed: z.array(ShownNotification), deleted }).nullable(),
    next: z.string().describe('What to ask by the next time, as `since`'),
    more: z.boolean().describe('Whether there is more already'),
  })
  .meta({ id: 'Sync' });

/** Who asks, from where on, and how much of each kind at once. */
export interface SyncRequest {
  readonly userId: string;
  readonly from: SyncState;
  readonly nowMs: number;
  readonly week: number;
  readonly limit: number;
}

/**
 * What has changed since a phone asked last, in one call to each service. A kind that does not come is left where it was,
 * so that the next sync has it.
 */
export const sync = view<SyncRequest>('sync', { budgetMs: 800 })
  .optional('orders', ({ orders }, { from, limit }) =>
    orders.changesOfCaller(changesAfter(from.orders, limit)),
  )
  .optional('notifications', ({ notifications }, { from, limit }) =>
    notifications.changesOfCaller(changesAfter(from.notifications, limit)),
  )
  .shape((answers): z.infer<typeof Sync> => {
    const { userId, from, nowMs, week } = answers;
    const orders = answers.orders && readChanges(from.orders, answers.orders, nowMs);
    const notifications =
      answers.notifications && readChanges(from.notifications, answers.notifications, nowMs);
    const more = [orders, notifications].some((changes) => changes?.position.page);
    const state: SyncState = {
      // Who did not get everything is no further than before, however often it asks.
      week: orders && notifications && !more ? week : from.week,
      orders: orders ? orders.position : withoutPage(from.orders),
      notifications: notifications ? notifications.position : withoutPage(from.notifications),
    };
    return {
      orders: orders && { changed: orders.changed.map(listedOrder), deleted: [...orders.deleted] },
      notifications: notifications && {
        changed: notifications.changed.map(shownNotification),
        deleted: [...notifications.deleted],
      },
      next: writeCursor(state, userId),
      more,
    };
  });
