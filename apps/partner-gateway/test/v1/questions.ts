import type { Faults, ShopService } from '@frontdesk/testing';

/** Something that a partner asks of the first version, of data that is the same after every first start. */
export interface Question {
  readonly path: string;
  readonly subject?: string;
  readonly scope?: string;
  /** What is down while it is asked. */
  readonly down?: ShopService;
}

const DOWN = { status: 500 } satisfies Faults;

/** How a service is down while a question is asked. */
export const faultsOf = ({ down }: Question): [ShopService, Faults][] => (down ? [[down, DOWN]] : []);

const acme = { subject: 'acme' };

/** By names that stay the same. */
export const questions: Readonly<Record<string, Question>> = {
  products: { path: '/v1/products', ...acme },
  'a page of products': { path: '/v1/products?limit=2', ...acme },
  'all the products that fit a page': { path: '/v1/products?limit=100', ...acme },
  'products by a query that is not known': { path: '/v1/products?limit=1&colour=red', ...acme },
  'products by a limit that is none': { path: '/v1/products?limit=many', ...acme },
  'products by too high a limit': { path: '/v1/products?limit=101', ...acme },
  'products by a cursor that is none': { path: '/v1/products?cursor=made-up', ...acme },
  'products by a cursor that cannot be one': { path: '/v1/products?cursor=%20', ...acme },
  'products without prices': { path: '/v1/products?limit=1', ...acme, down: 'pricing' },
  'products without stock': { path: '/v1/products?limit=1', ...acme, down: 'inventory' },
  'products without their service': { path: '/v1/products?limit=1', ...acme, down: 'products' },
  'products with the scope of orders': { path: '/v1/products', ...acme, scope: 'orders:read' },
  orders: { path: '/v1/orders', ...acme },
  'a page of orders': { path: '/v1/orders?limit=2', ...acme },
  'orders of a partner without any': { path: '/v1/orders', subject: 'umbrella' },
  'orders by a cursor that is none': { path: '/v1/orders?cursor=made-up', ...acme },
  'orders without their service': { path: '/v1/orders', ...acme, down: 'orders' },
  'orders with the scope of products': { path: '/v1/orders', ...acme, scope: 'products:read' },
  'an order': { path: '/v1/orders/o-0045', ...acme },
  "another's order": { path: '/v1/orders/o-0042', ...acme },
  'no order': { path: '/v1/orders/o-9999', ...acme },
  'an order by what is no id': { path: '/v1/orders/o%209999', ...acme },
  'an order without its service': { path: '/v1/orders/o-0045', ...acme, down: 'orders' },
  'stock of a product': { path: '/v1/inventory/p-001', ...acme },
  'stock of a product that is sold out': { path: '/v1/inventory/p-007', ...acme },
  'stock of no product': { path: '/v1/inventory/p-998', ...acme },
  'stock without its service': { path: '/v1/inventory/p-001', ...acme, down: 'inventory' },
  'stock with the scope of orders': { path: '/v1/inventory/p-001', ...acme, scope: 'orders:read' },
  'stock of products': { path: '/v1/inventory?ids=p-003,p-001,p-998,p-002', ...acme },
  'stock of a product asked for twice': { path: '/v1/inventory?ids=p-003,p-003', ...acme },
  'stock of products and an empty id': { path: '/v1/inventory?ids=p-003,,p-001', ...acme },
  'stock of no ids': { path: '/v1/inventory?ids=', ...acme },
  'stock of products without its service': { path: '/v1/inventory?ids=p-001', ...acme, down: 'inventory' },
};
