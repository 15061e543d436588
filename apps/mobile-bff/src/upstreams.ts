import {
  carts,
  inventory,
  notifications,
  orders,
  payments,
  pricing,
  products,
  recommendations,
  reviews,
  shipping,
  users,
} from '@frontdesk/shop-clients';
import type { UpstreamDeclaration } from '@frontdesk/upstream';
import { Notification, NotificationList } from './notifications/notification.js';
import { passedId, passedQuery } from './notifications/passed-values.js';

const PURCHASE_MS = 8_000;

/** The services that this gateway calls, each with its policy; `<NAME>_URL` says where they are. */
export const upstreams = {
  users: { url: 'http://127.0.0.1:3021', identity: 'headers' },
  products: { url: 'http://127.0.0.1:3022' },
  inventory: { url: 'http://127.0.0.1:3023' },
  pricing: { url: 'http://127.0.0.1:3024' },
  reviews: { url: 'http://127.0.0.1:3025' },
  recommendations: { url: 'http://127.0.0.1:3026' },
  carts: { url: 'http://127.0.0.1:3027', identity: 'headers' },
  orders: { url: 'http://127.0.0.1:3028', identity: 'headers' },
  payments: { url: 'http://127.0.0.1:3029', identity: 'headers' },
  shipping: { url: 'http://127.0.0.1:3030', identity: 'headers' },
  notifications: {
    url: 'http://127.0.0.1:3031',
    identity: 'headers',
    passThrough: [
      {
        prefix: '/v1/notifications',
        exact: true,
        rewrite: '/notifications',
        methods: ['GET'],
        query: ['cursor', 'limit', 'unread', 'updatedSince'],
        values: { query: passedQuery },
        finished: true,
        documents: { answer: NotificationList },
      },
      {
        prefix: '/v1/notifications/:id/read',
        exact: true,
        rewrite: '/notifications/:id/read',
        methods: ['POST'],
        query: [],
        values: { path: passedId },
        body: [],
        documents: { answer: Notification },
      },
    ],
  },
  // A purchase has all the time that there is: cut short, it would go on, and a second call would meet the first.
  checkout: {
    url: 'http://127.0.0.1:3032',
    identity: 'headers',
    deadlineMs: PURCHASE_MS,
    attemptTimeoutMs: PURCHASE_MS,
  },
} satisfies Record<string, UpstreamDeclaration>;

export const clients = {
  users,
  products,
  inventory,
  pricing,
  reviews,
  recommendations,
  carts,
  orders,
  payments,
  shipping,
  notifications,
};
