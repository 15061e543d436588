import { z } from 'zod';

/** A notification as its service sends it: the answer is not read here, so there may be more in it. */
export const Notification = z
  .looseObject({
    id: z.string(),
    userId: z.string(),
    message: z.string(),
    kind: z.string().describe('What it is about, such as `order` or `shipment`'),
    unread: z.boolean(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Notification' });

const DeletedNotification = z
  .looseObject({ id: z.string(), deleted: z.literal(true), updatedAt: z.iso.datetime() })
  .meta({ id: 'DeletedNotification', description: 'Comes where `updatedSince` asks what has changed' });

export const NotificationList = z
  .looseObject({
    items: z.array(z.union([Notification, DeletedNotification])),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'NotificationList' });
