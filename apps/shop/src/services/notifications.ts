import { collection, type Condition, fields, pageText } from '../collection.js';
import { ownerOf, userOf } from '../owner.js';
import { notFound } from '../problem.js';
import { between, pick } from '../random.js';
import { flag, instant, object, type Of, oneOf, text } from '../schema.js';
import { ago, type SeededOrder, type World } from '../seed.js';
import { id, pageOfChanges, paging, route, type Service } from '../service.js';

const kind = oneOf('order', 'shipment', 'offer', 'review');
const notification = object({
  id: text(),
  userId: text(),
  message: text(),
  kind,
  unread: flag,
  createdAt: instant,
  updatedAt: instant,
});
type Notification = Of<typeof notification>;

const UNREAD_EACH = 5;
const HOURS_TO_DELETED = 20;

const notifications = collection<Notification>({
  name: 'notifications',
  key: 'id',
  columns: fields('userId', 'unread', 'createdAt', 'updatedAt'),
  indexes: ['userId, createdAt, id', 'userId, unread, createdAt, id', 'userId, updatedAt, id'],
});

export const notificationsService: Service = {
  name: 'notifications',
  tables: [notifications],
  seed(store, world) {
    const random = world.randomFor('notifications');
    let n = 0;
    for (const { id: userId } of world.people) {
      const count = userId === 'alice' ? 14 : between(random, 3, 9);
      for (let nth = 0; nth < count; nth++) {
        const createdAt = ago(2 + nth * 30 + random() * 20);
        const id = `n-${String(++n).padStart(4, '0')}`;
        const unread = nth < UNREAD_EACH;
        const said = messageFor(world, userId, random);
        notifications.add(store, { id, userId, ...said, unread, createdAt, updatedAt: createdAt });
        // Each user's oldest was deleted: a tombstone for whoever asks what changed.
        if (nth === count - 1) notifications.remove(store, id, ago(HOURS_TO_DELETED));
      }
    }
  },
  routes: [
    route('GET /notifications', {
      summary: "The owner's notifications, newest first",
      query: { userId: id, unread: flag, ...paging, updatedSince: instant },
      answer: pageOfChanges(notification),
      handle(call) {
        const { unread, cursor, limit, updatedSince } = call.query;
        const where: Condition[] = [['userId = ?', ownerOf(call).id]];
        if (unread !== undefined) where.push(['unread = ?', unread ? 1 : 0]);
        const request = { cursor, limit, updatedSince, where, sort: 'createdAt', newestFirst: true };
        return pageText(notifications.page(call.store, request));
      },
    }),
    route('POST /notifications/:id/read', {
      summary: 'Mark a notification as read',
      answer: notification,
      handle(call) {
        const { store, params } = call;
        const found = notifications.find(store, params.id);
        if (found?.userId !== userOf(call)) throw notFound('notification');
        if (!found.unread) return JSON.stringify(found);
        return notifications.put(store, { ...found, unread: false, updatedAt: notifications.stamp(store) });
      },
    }),
  ],
};

function messageFor(
  { orders, products }: World,
  userId: string,
  random: () => number,
): Pick<Notification, 'kind' | 'message'> {
  const own = orders.filter((order) => order.userId === userId);
  const order: Pick<SeededOrder, 'id'> = pick(random, own.length > 0 ? own : orders);
  const { name } = pick(random, products);
  return pick<Pick<Notification, 'kind' | 'message'>>(random, [
    { kind: 'order', message: `We have received your order ${order.id}. Thank you!` },
    { kind: 'shipment', message: `Your order ${order.id} is on its way.` },
    { kind: 'shipment', message: `Your order ${order.id} has been delivered.` },
    { kind: 'offer', message: `${name} is reduced by 20 % until Sunday.` },
    { kind: 'review', message: `How do you like your ${name}? Tell others in a review.` },
  ]);
}
