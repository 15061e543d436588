import type { Faults, ShopService } from '@frontdesk/testing';

/** Something that an app of the first version asks, of data that is the same after every first start. */
export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly subject?: string;
  /** What is down while it is asked. */
  readonly down?: ShopService;
}

/** When it is asked: what is counted by the wall's clock has to be the same, too. */
export const ASKED_AT = '2026-11-20T12:00:00Z';

const DOWN = { status: 500 } satisfies Faults;

/** How a service is down while a question is asked. */
export const faultsOf = ({ down }: Question): [ShopService, Faults][] => (down ? [[down, DOWN]] : []);

/** By names that stay the same. Each product is asked for once, as its view is kept; cursors are those that apps were given then. */
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
  orders: { path: '/v1/orders', subject: 'bob' },
  'a page of orders': { path: '/v1/orders?limit=2', subject: 'alice' },
  'the page of orders behind it': {
    path: '/v1/orders?limit=2&cursor=WyJjcmVhdGVkQXQiLCIyMDI1LTExLTI0VDA3OjE4OjQxLjU5MVoiLCJvLTAyODIiXQ.zCVWVZFf',
    subject: 'alice',
  },
  'orders by a cursor that is none': { path: '/v1/orders?cursor=made-up', subject: 'alice' },
  'orders without their service': { path: '/v1/orders', subject: 'alice', down: 'orders' },
  'everything to sync': { path: '/v1/sync', subject: 'bob' },
  'a page to sync': { path: '/v1/sync?limit=2', subject: 'alice' },
  'nothing to sync, by the cursor that came with everything': {
    path: '/v1/sync?since=eyJ3ZWVrIjoyOTY4LCJvcmRlcnMiOnsiYXQiOjE3NjIxODQ5NDg2MTUsInNlZW4iOlsiODF4OUN4cG8iXX0sIm5vdGlmaWNhdGlvbnMiOnsiYXQiOjE3NjQ1MjU4MjUxNTYsInNlZW4iOlsiamFFLWk2dWIiXX19.LqD8p2zlKP6V',
    subject: 'bob',
  },
  'the page to sync behind it': {
    path: '/v1/sync?limit=2&since=eyJ3ZWVrIjoyOTY4LCJvcmRlcnMiOnsiYXQiOjE3NTU1NTU3OTM1MTAsInNlZW4iOlsiQ2lmeEw4RVEiXSwicGFnZSI6eyJzaW5jZSI6MCwiY3Vyc29yIjoiV3lKMWNHUmhkR1ZrUVhRaUxDSXlNREkxTFRBNExURTRWREl5T2pJek9qRXpMalV4TUZvaUxDSnZMVEF3TWpJaVhRIn19LCJub3RpZmljYXRpb25zIjp7ImF0IjoxNzYzMzQwNDc5NDA5LCJzZWVuIjpbIkdfX2ZaMVlxIl0sInBhZ2UiOnsic2luY2UiOjAsImN1cnNvciI6Ild5SjFjR1JoZEdWa1FYUWlMQ0l5TURJMUxURXhMVEUzVkRBd09qUTNPalU1TGpRd09Wb2lMQ0p1TFRBd01USWlYUSJ9fX0.aS3nn6zAbXbE',
    subject: 'alice',
  },
  'a sync without orders': { path: '/v1/sync?limit=2', subject: 'alice', down: 'orders' },
  'a sync without notifications': { path: '/v1/sync?limit=2', subject: 'alice', down: 'notifications' },
  'a sync by a cursor that is none': { path: '/v1/sync?since=made-up.cursor', subject: 'alice' },
  products: { path: '/v1/products?q=lamp&limit=3', subject: 'alice' },
  'who is asking': { path: '/v1/me', subject: 'alice' },
  account: { path: '/v1/account', subject: 'alice' },
  'an account without payments': { path: '/v1/account', subject: 'bob', down: 'payments' },
  cart: { path: '/v1/cart', subject: 'carol' },
  checkout: { path: '/v1/checkout', subject: 'carol' },
  'which apps are answered': { path: '/v1/app-policy' },
};
