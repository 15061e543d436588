import { z } from 'zod';
import { listCursor } from '../list-cursor.js';
import { view } from '../views.js';
import { ShownNotification, shownNotification } from './shown-notification.js';

export const NotificationsScreen = z
  .object({ items: z.array(ShownNotification), nextCursor: z.string().nullable() })
  .meta({ id: 'NotificationsScreen' });

interface Wanted {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly unread?: boolean | undefined;
}

export const notificationPages = listCursor('notifications');

/** The caller's notifications, the newest first. */
export const notifications = view<Wanted>('notifications', { budgetMs: 800 })
  .required('notifications', ({ notifications }, wanted) => notifications.ofCaller(wanted))
  .shape(({ notifications }): z.infer<typeof NotificationsScreen> => ({
    items: notifications.items.map(shownNotification),
    nextCursor: notificationPages.given(notifications.nextCursor),
  }));
