import type { Get, Items } from './get.js';
import type { Card, Notification, Order, User } from '../upstream/records.js';

/** B: the home screen of web-bff, composed of four answers by hand. */
export async function home(get: Get) {
  const [user, orders, notifications, recommendations] = await Promise.all([
    get<User>('users', '/users/alice'),
    get<Items<Order>>('orders', '/orders?limit=10'),
    get<Items<Notification>>('notifications', '/notifications?limit=10'),
    get<Items<Card>>('recommendations', '/recommendations/personal?limit=10'),
  ]);
  return {
    user: { id: user.id, name: user.name, email: user.email, avatarUrl: user.avatarUrl },
    orders: orders.items.map(({ id, status, total, createdAt, items }) => ({
      id,
      status,
      total,
      createdAt,
      itemCount: items.reduce((count, item) => count + item.quantity, 0),
    })),
    notifications: notifications.items.map(({ id, message, kind, unread, createdAt }) => ({
      id,
      message,
      kind,
      unread,
      createdAt,
    })),
    recommendations: recommendations.items,
    meta: { missing: [] },
  };
}
