import { inventory, orders, pricing, products } from '@frontdesk/shop-clients';
import type { UpstreamDeclaration } from '@frontdesk/upstream';
import { PublicStock, PublicStockList } from './inventory/public-stock.js';

/** The services that this gateway calls, each with its policy; `<NAME>_URL` says where they are. */
export const upstreams = {
  products: { url: 'http://127.0.0.1:3022' },
  inventory: {
    url: 'http://127.0.0.1:3023',
    passThrough: [
      {
        prefix: '/v1/inventory',
        exact: true,
        rewrite: '/inventory',
        methods: ['GET'],
        query: ['ids'],
        answer: PublicStockList,
      },
      {
        prefix: '/v1/inventory/:productId',
        exact: true,
        rewrite: '/inventory/:productId',
        methods: ['GET'],
        query: [],
        answer: PublicStock,
      },
    ],
  },
  pricing: { url: 'http://127.0.0.1:3024' },
  orders: { url: 'http://127.0.0.1:3028', identity: 'headers' },
} satisfies Record<string, UpstreamDeclaration>;

export const clients = { products, inventory, pricing, orders };
