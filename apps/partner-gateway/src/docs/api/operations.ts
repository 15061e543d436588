/** What the documents say of an operation beside what its handler does. */
interface Told {
  /** By which generated clients call it. */
  readonly name: string;
  /** How it is called from a shell, in which the address and a key stand in variables. */
  readonly curl: string;
  /** A variable that later examples use, and the field of this answer that it is set to. */
  readonly keep?: { readonly variable: string; readonly field: string };
}

type Table = Readonly<Record<string, Told>>;

const KEY = '-H "Authorization: Bearer $FRONTDESK_KEY"';

const read = (path: string): string => `curl "$FRONTDESK_URL${path}" \\\n  ${KEY}`;

const command = (path: string, key: string, body?: string): string =>
  [
    `curl -X POST "$FRONTDESK_URL${path}"`,
    KEY,
    `-H "Idempotency-Key: ${key}"`,
    ...(body === undefined ? [] : ['-H "Content-Type: application/json"', `-d '${body}'`]),
  ].join(' \\\n  ');

/** Every operation that all versions have, in an order in which the examples work. */
function inAll(version: string): Table {
  const at = `/${version}`;
  // The time makes a key that is new with every try, which is all that a try needs.
  const place = command(
    `${at}/orders`,
    `order-${version}-$(date +%s)`,
    '{"items":[{"productId":"p-001","quantity":2}]}',
  );
  return {
    'GET /products': { name: 'listProducts', curl: read(`${at}/products?q=headphones&limit=2`) },
    'GET /products/changes': {
      name: 'listProductChanges',
      curl: read(`${at}/products/changes?since=2026-01-01T00:00:00Z&limit=2`),
    },
    'GET /products/{id}': { name: 'getProduct', curl: read(`${at}/products/p-001`) },
    'GET /prices': { name: 'listPrices', curl: read(`${at}/prices?ids=p-001,p-002`) },
    'GET /prices/{productId}': { name: 'getPrice', curl: read(`${at}/prices/p-001`) },
    'GET /stock': { name: 'listStock', curl: read(`${at}/stock?ids=p-001,p-002`) },
    'GET /stock/{productId}': { name: 'getStock', curl: read(`${at}/stock/p-001`) },
    'POST /orders': { name: 'createOrder', curl: place, keep: { variable: 'ORDER_ID', field: 'id' } },
    'GET /orders': { name: 'listOrders', curl: read(`${at}/orders?limit=2`) },
    'GET /orders/{id}': { name: 'getOrder', curl: read(`${at}/orders/$ORDER_ID`) },
    'GET /orders/{id}/shipments': {
      name: 'listShipmentsOfOrder',
      curl: read(`${at}/orders/$ORDER_ID/shipments`),
      keep: { variable: 'SHIPMENT_ID', field: 'items[0].id' },
    },
    'GET /shipments/{id}': { name: 'getShipment', curl: read(`${at}/shipments/$SHIPMENT_ID`) },
    'POST /orders/{id}/cancel': {
      name: 'cancelOrder',
      curl: command(`${at}/orders/$ORDER_ID/cancel`, 'cancel-$ORDER_ID'),
    },
  };
}

const ONLY_IN_V1: Table = {
  'GET /inventory': { name: 'listInventory', curl: read('/v1/inventory?ids=p-001,p-002') },
  'GET /inventory/{productId}': { name: 'getInventory', curl: read('/v1/inventory/p-001') },
};

/** Every operation by method and path, in an order in which the examples work. */
export const operations: Table = {
  ...of('v2', inAll('v2'), (name) => name),
  ...of('v1', { ...inAll('v1'), ...ONLY_IN_V1 }, (name) => `${name}V1`),
};

function of(version: string, table: Table, named: (name: string) => string): Table {
  const entries = Object.entries(table).map(([route, told]): [string, Told] => [
    route.replace(' /', ` /${version}/`),
    { ...told, name: named(told.name) },
  ]);
  return Object.fromEntries(entries);
}
