import { Notification } from '@frontdesk/shop-clients';

/** A notification as its user is shown it. */
export const ShownNotification = Notification.omit({ userId: true }).meta({ id: 'ShownNotification' });
