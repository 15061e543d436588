import type { Faults, ShopService } from '@frontdesk/testing';

/** Something that an app of the first version asks, of data that is the same after every first start. */
export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly subject?: string;
  /** What is down while it is asked. */
  readonly down?: ShopService;
}

const DOWN = { status: 500 } satisfies Faults;

/** How a service is down while a question is asked. */
export const faultsOf = ({ down }: Question): [ShopService, Faults][] => (down ? [[down, DOWN]] : []);

/** By names that stay the same. Each product is asked for once, as its view is kept. */
export const questions: Readonly<Record<string, Question>> = {
  'home of alice': { path: '/v1/home', subject: 'alice' },
  'home of bob': { path: '/v1/home', subject: 'bob' },
  'home without orders': { path: '/v1/home', subject: 'alice', down: 'orders' },
  'home without notifications': { path: '/v1/home', subject: 'alice', down: 'notifications' },
  'home of nobody': { path: '/v1/home' },
  'a product': { path: '/v1/products/p-001', subject: 'alice' },
  'a product that is sold out': { path: '/v1/products/p-007', subject: 'alice' },
  'a product without a price': { path: '/v1/products/p-021', subject: 'alice', down: 'pricing' },
  'a product without stock': { path: '/v1/products/p-022', subject: 'alice', down: 'inventory' },
  'a product without reviews': { path: '/v1/products/p-023', subject: 'alice', down: 'reviews' },
  'a product without recommendations': {
    path: '/v1/products/p-024',
    subject: 'alice',
    down: 'recommendations',
  },
  'no product': { path: '/v1/products/p-998', subject: 'alice' },
  'an id that is none': { path: '/v1/products/p%20998', subject: 'alice' },
  'an order of 20 products': { path: '/v1/orders/o-0042', subject: 'alice' },
  'a new order': { path: '/v1/orders/o-0296', subject: 'alice' },
  'an order without its payment': { path: '/v1/orders/o-0062', subject: 'alice', down: 'payments' },
  'an order without its shipment': { path: '/v1/orders/o-0062', subject: 'alice', down: 'shipping' },
  'an order without its products': { path: '/v1/orders/o-0062', subject: 'alice', down: 'products' },
  "another's order": { path: '/v1/orders/o-0042', subject: 'bob' },
  notifications: { path: '/v1/notifications', subject: 'alice' },
  'a page of notifications': { path: '/v1/notifications?limit=2', subject: 'alice' },
  'unread notifications': { path: '/v1/notifications?unread=true&limit=3', subject: 'bob' },
  'notifications that changed': {
    path: '/v1/notifications?updatedSince=2025-11-30T00:00:00Z',
    subject: 'alice',
  },
  'notifications by a query that is not known': { path: '/v1/notifications?userId=bob', subject: 'alice' },
  // That was read before: of one that was not, the answer would hold the time.
  'a notification that is read': {
    method: 'POST',
    path: '/v1/notifications/n-0008/read',
    subject: 'alice',
  },
  "another's notification": { method: 'POST', path: '/v1/notifications/n-0008/read', subject: 'bob' },
};
