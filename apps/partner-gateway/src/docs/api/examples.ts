import { type ProblemSlug, problemStatus, problemTypes } from '@frontdesk/gateway';
import type { z } from 'zod';
import type { NewOrder } from '../../orders/new-order.js';
import type { Order } from '../../orders/order.js';
import { orderV1Of } from '../../orders/order-v1.js';
import type { Price } from '../../prices/price.js';
import type { Product } from '../../products/product.js';
import { productV1Of } from '../../products/product-v1.js';
import type { ProductChanges } from '../../products/product-changes.view.js';
import type { Shipment } from '../../shipments/shipment.js';
import type { Stock } from '../../stock/stock.js';

const product: Product = {
  id: 'p-001',
  name: 'Norrvik Wireless Headphones Classic',
  description: 'Over-ear headphones with quiet noise cancelling and 40 hours of battery.',
  category: 'Audio',
  brand: 'Norrvik',
  imageUrl: 'https://images.example/p-001.svg',
  price: { amount: 8999, currency: 'EUR' },
  listPrice: { amount: 9999, currency: 'EUR' },
  stock: { available: 14, restockAt: null },
  updatedAt: '2026-11-12T22:00:00.000Z',
};

const price: Price = {
  productId: 'p-001',
  price: { amount: 8999, currency: 'EUR' },
  listPrice: { amount: 9999, currency: 'EUR' },
  updatedAt: '2026-11-19T06:00:00.000Z',
};

const stock: Stock = {
  productId: 'p-001',
  available: 14,
  restockAt: null,
  updatedAt: '2026-11-20T09:12:44.120Z',
};

const change: z.infer<typeof ProductChanges>['items'][number] = {
  id: product.id,
  deleted: false,
  updatedAt: product.updatedAt,
  product,
};

const newOrder: NewOrder = { items: [{ productId: 'p-001', quantity: 2 }] };

const order: Order = {
  id: 'o-0302',
  status: 'paid',
  items: [
    {
      productId: 'p-001',
      quantity: 2,
      unitPrice: { amount: 8999, currency: 'EUR' },
      lineTotal: { amount: 17998, currency: 'EUR' },
    },
  ],
  total: { amount: 17998, currency: 'EUR' },
  placedAt: '2026-11-20T10:15:00.000Z',
  updatedAt: '2026-11-20T10:15:00.000Z',
  isCancellable: true,
};

const shipment: Shipment = {
  id: 'shp-0205',
  orderId: 'o-0302',
  status: 'handed-over',
  carrier: 'Nordpost',
  trackingNumber: 'NP482913377',
  steps: [
    { status: 'preparing', at: '2026-11-20T10:15:01.000Z' },
    { status: 'handed-over', at: '2026-11-20T16:40:00.000Z' },
  ],
  estimatedAt: '2026-11-23T12:00:00.000Z',
  updatedAt: '2026-11-20T16:40:00.000Z',
};

/** An example of each component that is more than a list of others, by its name. */
export const examples: Readonly<Record<string, unknown>> = {
  Product: product,
  ProductV1: productV1Of(product),
  ProductChange: change,
  ProductChangeV1: { ...change, product: productV1Of(product) },
  Price: price,
  Stock: stock,
  NewOrder: newOrder,
  Order: order,
  OrderV1: orderV1Of(order),
  Shipment: shipment,
};

/** The usual problem of each status. */
const USUAL: readonly ProblemSlug[] = [
  'invalid-request',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'gone',
  'unprocessable',
  'too-many-requests',
  'upstream-failed',
  'unavailable',
  'deadline-exceeded',
];

/** A problem such as is answered with a status; for any other, one whose body is too large. */
export function exampleProblem(status: string, instance: string): object {
  const slug = USUAL.find((each) => String(problemStatus(each)) === status) ?? 'body-too-large';
  const { title, cause } = problemTypes[slug];
  const requestId = '4bf92f3577b34da6a3ce929d0e0e4736';
  return {
    type: `/problems/${slug}`,
    title,
    status: problemStatus(slug),
    detail: cause,
    instance,
    requestId,
    ...(slug === 'invalid-request'
      ? { errors: [{ in: 'query', field: 'limit', detail: 'is more than 100' }] }
      : {}),
  };
}
