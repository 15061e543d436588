import {
  inventory,
  notifications,
  orders,
  payments,
  pricing,
  products,
  recommendations,
  shipping,
  users,
} from '@frontdesk/shop-clients';
import type { UpstreamDeclaration } from '@frontdesk/upstream';

/** Declared as the real gateways do; `<NAME>_URL` says where they are. */
export const upstreams = {
  users: { url: 'http://127.0.0.1:3021', identity: 'headers' },
  products: { url: 'http://127.0.0.1:3022' },
  inventory: { url: 'http://127.0.0.1:3023' },
  pricing: { url: 'http://127.0.0.1:3024' },
  recommendations: { url: 'http://127.0.0.1:3026', identity: 'headers' },
  orders: { url: 'http://127.0.0.1:3028', identity: 'headers' },
  payments: { url: 'http://127.0.0.1:3029', identity: 'headers' },
  shipping: { url: 'http://127.0.0.1:3030', identity: 'headers' },
  notifications: { url: 'http://127.0.0.1:3031', identity: 'headers' },
} satisfies Record<string, UpstreamDeclaration>;

export const clients = {
  users,
  products,
  inventory,
  pricing,
  recommendations,
  orders,
  payments,
  shipping,
  notifications,
};
