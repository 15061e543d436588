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
import { ShownNotification } from './account/notification.js';
import { OwnProfile, ProfileChanges } from './profile/own-profile.js';

const PURCHASE_MS = 8_000;

/** The services that this gateway calls, each with its policy; `<NAME>_URL` says where they are. */
export const upstreams = {
  users: {
    url: 'http://127.0.0.1:3021',
    identity: 'headers',
    passThrough: [
      {
        prefix: '/api/users/me',
        exact: true,
        rewrite: '/users/me',
        methods: ['GET', 'PATCH'],
        query: [],
        body: ['name', 'phone', 'address'],
        answer: OwnProfile,
        documents: { body: ProfileChanges },
      },
    ],
  },
  products: { url: 'http://127.0.0.1:3022' },
  inventory: { url: 'http://127.0.0.1:3023' },
  pricing: { url: 'http://127.0.0.1:3024' },
  reviews: { url: 'http://127.0.0.1:3025' },
  recommendations: { url: 'http://127.0.0.1:3026', identity: 'headers' },
  carts: { url: 'http://127.0.0.1:3027', identity: 'headers' },
  orders: { url: 'http://127.0.0.1:3028', identity: 'headers' },
  payments: { url: 'http://127.0.0.1:3029', identity: 'headers' },
  shipping: { url: 'http://127.0.0.1:3030', identity: 'headers' },
  notifications: {
    url: 'http://127.0.0.1:3031',
    identity: 'headers',
    passThrough: [
      {
        prefix: '/api/notifications/:id/read',
        exact: true,
        rewrite: '/notifications/:id/read',
        methods: ['POST'],
        query: [],
        body: [],
        answer: ShownNotification,
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
