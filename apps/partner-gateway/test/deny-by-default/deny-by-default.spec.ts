import { fakeUpstream, type FakeUpstream, routesOf, type ShopService } from '@frontdesk/testing';
import { Stand } from '../stand.js';
import { type Document, type Operation, operationsOf } from './asked-operations.js';
import { DocumentedAnswers } from './documented-answers.js';
import { plant, PLANTED, PLANTED_HEADERS, plantingProxy, type PlantingProxy } from './planting-proxy.js';

/** Every service adds a field to everything that it says; no partner ever sees one. */
const SERVICES = ['products', 'inventory', 'pricing', 'orders', 'shipping'] as const satisfies ShopService[];

/** What routes are asked for: what is there, what is not, and what is somebody else's. */
const THERE = { product: 'p-001', order: 'o-0045', pending: 'o-0300', shipment: '' };
const NOT_THERE = { product: 'p-998', order: 'o-9999', pending: 'o-9999', shipment: 'shp-9999' };
const ANOTHERS = { ...THERE, order: 'o-0042', pending: 'o-0042', shipment: '' };

let stand: Stand;
let checkout: FakeUpstream;
let document: Document;
let documented: DocumentedAnswers;
const proxies = {} as Record<(typeof SERVICES)[number], PlantingProxy>;

beforeAll(async () => {
  const urls: Record<string, string> = {};
  for (const service of SERVICES) {
    proxies[service] = await plantingProxy(() => stand.shop.url(service));
    urls[`${service.toUpperCase()}_URL`] = proxies[service].url;
  }
  checkout = await fakeUpstream();
  stand = await Stand.start({ ...urls, CHECKOUT_URL: checkout.url });
  document = (await (await stand.ask('/openapi.json')).json()) as Document;
  documented = new DocumentedAnswers(document);
  const shipments = await stand.ask(`/v2/orders/${THERE.order}/shipments`, 'acme');
  THERE.shipment = await firstIn(shipments);
  ANOTHERS.shipment = await firstIn(
    await fetch(`${stand.shop.url('shipping')}/shipments?orderId=${ANOTHERS.order}`),
  );
});
afterAll(async () => {
  await stand[Symbol.asyncDispose]();
  await checkout[Symbol.asyncDispose]();
  for (const proxy of Object.values(proxies)) await proxy[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await stand.shop.reset();
  await purchases(201);
});

it('walks every route that there is', () => {
  const routes = routesOf(stand.gateway).filter(
    ({ method, template }) => /^\/v\d/.test(template) && method !== 'HEAD',
  );
  const written = routes.map(({ method, template }) => `${method} ${template.replace(/:(\w+)/g, '{$1}')}`);
  expect(
    operationsOf(document)
      .map(({ method, template }) => `${method} ${template}`)
      .sort(),
  ).toEqual(written.sort());
});

it('plants a field in everything that services say', async () => {
  for (const service of SERVICES) proxies[service].taken();
  for (const path of ['/v2/products', '/v2/orders', `/v2/shipments/${THERE.shipment}`])
    expect((await stand.ask(path, 'acme')).status).toBe(200);
  for (const service of SERVICES) expect([service, proxies[service].taken()]).not.toEqual([service, 0]);
  const order = await (await fetch(`${proxies.orders.url}/orders/${THERE.order}`)).json();
  expect(JSON.stringify(order).split(PLANTED).length).toBeGreaterThan(3);
});

it('lets none of them through, whatever is asked of any version, and answers as it is documented', async () => {
  const statuses = await askAll(THERE);
  expect(Object.entries(statuses).filter(([, status]) => status >= 400)).toEqual([]);
  expect(Object.keys(statuses).length).toBeGreaterThanOrEqual(28);
});

it.each<[string, typeof THERE, number]>([
  ['what is not there', NOT_THERE, 404],
  ["what is somebody else's", ANOTHERS, 404],
])('nor in the problem of %s', async (_, ids, status) => {
  const statuses = await askAll(ids);
  const expected = Object.entries(statuses).filter(([route]) => /(?:orders|shipments)\/\{id\}/.test(route));
  expect(new Set(expected.map(([, status]) => status))).toEqual(new Set([status]));
});

it.each(SERVICES)('nor while %s fails', async (service) => {
  for (const status of [409, 500]) {
    await stand.shop.break(service, { status });
    expect(Object.values(await askAll(THERE)).some((answered) => answered >= 400)).toBe(true);
  }
});

it('does not start where a service is let say what fits no schema, and would be handed over whole', async () => {
  const lenient = { PRODUCTS_ANSWERS: 'lenient', SANDBOX_CHECKOUT_ANSWERS: 'lenient' };
  await expect(stand.beside(lenient)).rejects.toThrow(
    'invalid settings: PRODUCTS_ANSWERS must be strict here; SANDBOX_CHECKOUT_ANSWERS must be strict here',
  );
});

it.each([400, 409, 422, 500, 503, 504])('nor where a purchase is answered with %i', async (status) => {
  await purchases(status);
  const statuses = await askAll(THERE);
  expect(statuses['POST /v2/orders']).toBeGreaterThanOrEqual(400);
});

async function firstIn(answer: Response): Promise<string> {
  return ((await answer.json()) as { items: { id: string }[] }).items[0]!.id;
}

/** Asks every operation that the document has, and looks at every answer; returns their statuses. */
async function askAll(ids: typeof THERE): Promise<Record<string, number>> {
  const statuses: Record<string, number> = {};
  for (const operation of operationsOf(document)) {
    const route = `${operation.method} ${operation.template}`;
    statuses[route] = await ask(operation, pathOf(operation, ids));
  }
  return statuses;
}

let keys = 0;
const NEW_ORDER = JSON.stringify({ items: [{ productId: 'p-001', quantity: 1 }] });

async function ask(operation: Operation, path: string): Promise<number> {
  const { method, template } = operation;
  const key: Record<string, string> = method === 'POST' ? { 'idempotency-key': `denied-${(keys += 1)}` } : {};
  const body = method === 'POST' && template.endsWith('/orders') ? NEW_ORDER : undefined;
  const answer = await stand.ask(path, 'acme', {
    method,
    scope: 'products:read orders:read orders:write',
    ...(body ? { body } : {}),
    headers: { ...key, ...(body ? { 'content-type': 'application/json' } : {}) },
  });
  const { status } = answer;
  const text = await answer.text();
  const headers = JSON.stringify([...answer.headers]);
  expect([path, status, `${headers}${text}`.includes('planted')]).toEqual([path, status, false]);
  expect([path, status, documented.flawsOf(operation, answer, text)]).toEqual([path, status, []]);
  const { nextCursor } = JSON.parse(text) as { nextCursor?: string };
  if (!nextCursor || path.includes('cursor=')) return status;
  return ask(operation, `${path}${path.includes('?') ? '&' : '?'}cursor=${nextCursor}`);
}

/** A path that an operation is asked at; throws where nothing is known of what it takes. */
function pathOf(
  { template, required }: Operation,
  { product, order, pending, shipment }: typeof THERE,
): string {
  const ids: Record<string, string> = {
    '/products/{id}': product,
    '/{productId}': product,
    '/orders/{id}/cancel': pending,
    '/orders/{id}': order,
    '/shipments/{id}': shipment,
  };
  const path = Object.entries(ids).reduce(
    (path, [part, id]) => path.replace(part, part.replace(/\{\w+\}/, id)),
    template,
  );
  const values: Record<string, string> = { ids: `${product},p-002`, since: '1970-01-01T00:00:00Z' };
  const query = required.map((name) => `${name}=${values[name]}`).join('&');
  if (/[{}]|undefined/.test(path + query)) throw new Error(`say here how ${template} is asked`);
  return query ? `${path}?${query}` : path;
}

/** What the checkout answers from now on, with a field too many in everything. */
async function purchases(status: number): Promise<void> {
  const money = { amount: 12_990, currency: 'EUR' };
  const order = {
    id: 'o-placed',
    userId: null,
    partnerId: 'acme',
    status: 'paid',
    items: [{ productId: 'p-001', quantity: 1, unitPrice: money }],
    total: money,
    createdAt: '2026-11-20T12:00:00.000Z',
  };
  const { createdAt } = order;
  const purchase = { id: 'c-1', status: 'placed', order, paymentId: 'pay-1', shipmentId: 'shp-1', createdAt };
  const errors = [{ in: 'body', field: 'items.0.quantity', detail: 'planted' }];
  const problem = { type: 'about:blank', status, detail: 'planted', reason: 'out-of-stock', errors };
  checkout.answer(status, plant(status < 400 ? purchase : problem) as object, PLANTED_HEADERS);
}
