import { Notification } from '@frontdesk/shop-clients';
import type { z } from 'zod';

/** A notification as its user is shown it. */
export const ShownNotification = Notification.omit({ userId: true }).meta({ id: 'ShownNotification' });

export function shownNotification(notification: Notification): z.infer<typeof ShownNotification> {
  const { id, message, kind, unread, createdAt } = notification;
  return { id, message, kind, unread, createdAt };
}
