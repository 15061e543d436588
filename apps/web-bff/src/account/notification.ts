import { Notification } from '@frontdesk/shop-clients';
import { z } from 'zod';

/** A notification as its user is shown it. */
export const ShownNotification = Notification.omit({ userId: true }).meta({ id: 'Notification' });

export function shownNotification({
  id,
  message,
  kind,
  unread,
  createdAt,
}: Notification): z.infer<typeof ShownNotification> {
  return { id, message, kind, unread, createdAt };
}
