import { eventually, freePort, type ShopService, TestCheckout } from '@frontdesk/testing';
import { Stand } from './stand.js';

const PATIENCE_MS = 3_000;
const PLACED = { orders: ['paid'], payments: ['captured'], shipments: 1 };

let stand: Stand;
let checkout: TestCheckout;
const startCheckout = () =>
  checkout.start({ ...stand.shop.environment, ORDERS_DEADLINE_MS: String(PATIENCE_MS + 500) });

beforeAll(async () => {
  checkout = new TestCheckout(await freePort());
  stand = await Stand.start({
    CHECKOUT_URL: checkout.url,
    CHECKOUT_DEADLINE_MS: String(PATIENCE_MS),
    CHECKOUT_ATTEMPT_TIMEOUT_MS: String(PATIENCE_MS),
  });
  await startCheckout();
}, 60_000);
afterAll(async () => {
  await stand?.[Symbol.asyncDispose]();
  await checkout[Symbol.asyncDispose]();
});
beforeEach(() => stand.shop.reset());

interface Item {
  readonly [field: string]: unknown;
  readonly status: string;
}
interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly [field: string]: unknown;
    readonly order: { readonly id: string };
    readonly errors?: readonly object[];
  };
}

/** What a service itself says, asked past the gateway. */
async function itemsAt(service: ShopService, path: string, user = ''): Promise<readonly Item[]> {
  const answer = await fetch(stand.shop.url(service) + path, { headers: user ? { 'x-user-id': user } : {} });
  return ((await answer.json()) as { items: readonly Item[] }).items;
}
const numberOfOrders = async (user: string) => (await itemsAt('orders', '/orders?limit=100', user)).length;
const stockOf = async (productId: string) =>
  (await itemsAt('inventory', `/inventory?ids=${productId}`))[0]?.['available'];
const asked = async (service: ShopService, route: string) =>
  (await stand.shop.received(service)).routes[route] ?? 0;
const isAsked = (service: ShopService, route: string) =>
  eventually(async () => (await asked(service, route)) > 0, `${route} at ${service}`, 10_000);

/** What became of a purchase at the services that it is made of. */
async function booksOf(orderId: string) {
  const [orders, payments, shipments] = await Promise.all([
    itemsAt('orders', `/orders?ids=${orderId}`),
    itemsAt('payments', `/payments?orderId=${orderId}`),
    itemsAt('shipping', `/shipments?orderId=${orderId}`),
  ]);
  const statuses = (items: readonly Item[]) => items.map(({ status }) => status);
  return { orders: statuses(orders), payments: statuses(payments), shipments: shipments.length };
}

async function buy(user: string, key: string, more: object = {}, headers: object = {}): Promise<Answered> {
  const answer = await stand.ask('/api/checkout', user, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
    body: JSON.stringify({ paymentMethodId: `pm-${user}-1`, ...more }),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answered['body'] };
}

/** Repeats a call as its problems ask, though sooner, until it is over. */
async function buyToTheEnd(user: string, key: string): Promise<Answered> {
  let answered: Answered | undefined;
  await eventually(
    async () => ![409, 503, 504].includes((answered = await buy(user, key)).status),
    'the end of the purchase',
    15_000,
  );
  return answered!;
}

async function putIntoCart(user: string, productId = 'p-001') {
  const answer = await stand.ask(`/api/cart/items/${productId}`, user, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{"quantity":1}',
  });
  expect(answer.status).toBe(200);
}

const saysNothingOfUs = ({ body }: Answered) =>
  expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|localhost|:\d{4}|\bat \/|checkout:/);

describe('POST /api/checkout', () => {
  it('buys what lies in the cart, once for a key, and leaves the cart empty', async () => {
    await putIntoCart('alice');
    const before = await numberOfOrders('alice');
    const first = await buy('alice', 'once');
    expect(first.status).toBe(201);
    expect(Object.keys(first.body).sort()).toEqual([
      'createdAt',
      'id',
      'order',
      'paymentId',
      'shipmentId',
      'status',
    ]);
    expect(first.body).toMatchObject({ status: 'placed', order: { status: 'paid' } });
    expect(first.headers.get('cache-control')).toMatch(/private|no-store/);
    const again = await buy('alice', 'once');
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await booksOf(first.body.order.id)).toEqual(PLACED);
    expect(await numberOfOrders('alice')).toBe(before + 1);
    expect(await asked('payments', 'POST /charges')).toBe(1);
    const cart = (await (await stand.ask('/api/cart', 'alice')).json()) as { items: unknown[] };
    expect(cart.items).toEqual([]);
    const shown = await stand.ask(`/api/orders/${first.body.order.id}`, 'alice');
    expect(shown.status).toBe(200);
  });

  it('with an address, and with the same key for somebody else, is another purchase', async () => {
    const address = { street: 'Quay 1', city: 'Cork', postalCode: 'T12', country: 'IE' };
    await putIntoCart('bob');
    const { status, body } = await buy('bob', 'once', { address });
    expect(status).toBe(201);
    expect(await itemsAt('orders', `/orders?ids=${body.order.id}`)).toMatchObject([{ userId: 'bob' }]);
  });

  it('refuses a key that came with another body, naming the header', async () => {
    await putIntoCart('carol');
    const address = { street: 'Quay 1', city: 'Cork', postalCode: 'T12', country: 'IE' };
    expect((await buy('carol', 'taken')).status).toBe(201);
    const { status, body } = await buy('carol', 'taken', { address });
    expect([status, body['reason'], body.errors]).toEqual([
      422,
      'key-reused',
      [{ in: 'header', field: 'Idempotency-Key', detail: expect.any(String) }],
    ]);
    expect(await asked('payments', 'POST /charges')).toBe(1);
  });

  it('says why it is refused, and leaves nothing behind', async () => {
    await putIntoCart('dave');
    const [orders, stock] = [await numberOfOrders('dave'), await stockOf('p-001')];
    const cart = await itemsAt('carts', '/carts/me', 'dave');
    const answered = await buy('dave', 'declined', { paymentMethodId: 'pm-dave-2' });
    expect(answered.status).toBe(422);
    expect(answered.body).toMatchObject({
      type: '/problems/unprocessable',
      detail: 'The payment was declined; nothing is charged.',
      reason: 'payment-declined',
      errors: [{ in: 'body', field: 'paymentMethodId' }],
      requestId: answered.headers.get('x-request-id'),
    });
    saysNothingOfUs(answered);
    expect([await numberOfOrders('dave'), await stockOf('p-001')]).toEqual([orders, stock]);
    expect(await itemsAt('carts', '/carts/me', 'dave')).toEqual(cart);
    expect((await buy('dave', 'declined-2')).status).toBe(201);
  });

  it.each([
    ['cart-empty', 'nobody'],
    ['out-of-stock', 'erin'],
  ])('says %s', async (reason, user) => {
    if (reason === 'out-of-stock') await putIntoCart(user, 'p-007');
    const { status, body } = await buy(user, reason);
    expect([status, body['reason'], body.errors]).toEqual([422, reason, undefined]);
  });

  it('is 409 while a call with the same key runs, which then ends as ever', async () => {
    await putIntoCart('frank');
    await stand.shop.break('payments', { latencyMs: 1_100 });
    const first = buy('frank', 'twice');
    await isAsked('payments', 'POST /charges');
    const second = await buy('frank', 'twice');
    expect([second.status, second.headers.get('retry-after')]).toEqual([409, '1']);
    expect(second.body).toMatchObject({ type: '/problems/conflict' });
    // Longer than the second that callers have for all else.
    const { status, body } = await first;
    expect(status).toBe(201);
    expect(await booksOf(body.order.id)).toEqual(PLACED);
  });

  it('is 504 where it takes longer than a purchase may, goes on by itself, and is made once', async () => {
    await putIntoCart('grace');
    await stand.shop.break('orders', { hang: true });
    const from = performance.now();
    const late = await buy('grace', 'late');
    expect([late.status, late.headers.get('retry-after')]).toEqual([504, expect.stringMatching(/^\d+$/)]);
    expect(performance.now() - from).toBeLessThan(PATIENCE_MS + 1_000);
    saysNothingOfUs(late);
    await stand.shop.mend('orders');
    const { status, body } = await buyToTheEnd('grace', 'late');
    expect(status).toBe(201);
    expect(await booksOf(body.order.id)).toEqual(PLACED);
  });

  it('is 503 where a service that it takes is down, and made once when it is back', async () => {
    await putIntoCart('heidi');
    await stand.shop.break('payments', { status: 503 });
    const down = await buy('heidi', 'down');
    expect(down.status).toBe(503);
    expect(down.headers.get('retry-after')).toMatch(/^\d+$/);
    saysNothingOfUs(down);
    await stand.shop.mend('payments');
    const { status, body } = await buyToTheEnd('heidi', 'down');
    expect(status).toBe(201);
    expect(await booksOf(body.order.id)).toEqual(PLACED);
  });

  it('survives a kill -9 of the checkout: 503 while it is gone, then one charge and one order', async () => {
    await putIntoCart('judy');
    const before = await numberOfOrders('judy');
    await stand.shop.break('orders', { hang: true });
    const cut = buy('judy', 'cut');
    await isAsked('orders', 'POST /orders');
    await checkout.kill();
    for (const gone of [await cut, await buy('judy', 'cut')]) {
      expect([gone.status, gone.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
      expect(gone.body).toMatchObject({ type: '/problems/unavailable' });
      saysNothingOfUs(gone);
    }
    await stand.shop.mend('orders');
    await startCheckout();
    const { status, body } = await buyToTheEnd('judy', 'cut');
    expect(status).toBe(201);
    expect(await booksOf(body.order.id)).toEqual(PLACED);
    expect(await numberOfOrders('judy')).toBe(before + 1);
  }, 60_000);

  it.each<[string, string, object, object]>([
    ['Idempotency-Key', 'header', {}, { 'idempotency-key': '' }],
    ['Idempotency-Key', 'header', {}, { 'idempotency-key': 'a b' }],
    ['Idempotency-Key', 'header', {}, { 'idempotency-key': 'k'.repeat(256) }],
    ['paymentMethodId', 'body', { paymentMethodId: undefined }, {}],
    ['paymentMethodId', 'body', { paymentMethodId: '../x' }, {}],
    ['address.city', 'body', { address: { street: 's', postalCode: '1', country: 'c' } }, {}],
  ])(
    'without a good %s is 400, naming it in the %s, and asks nobody',
    async (field, place, more, headers) => {
      const { status, body } = await buy('alice', 'key', more, headers);
      expect(status).toBe(400);
      expect(body.errors).toContainEqual({ in: place, field, detail: expect.any(String) });
      expect(await stand.shop.receivedInAll()).toBe(0);
    },
  );

  it('takes no fields but its own, and no caller but one who is known', async () => {
    const { status, body } = await buy('alice', 'key', { items: [{ productId: 'p-001', quantity: 1 }] });
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('items')]);
    const nobody = await stand.ask('/api/checkout', undefined, { method: 'POST' });
    expect([401, 403]).toContain(nobody.status);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });

  it('leaves all else its second', async () => {
    await stand.shop.break('carts', { hang: true });
    const from = performance.now();
    expect((await stand.ask('/api/cart', 'alice')).status).toBe(504);
    expect(performance.now() - from).toBeLessThan(PATIENCE_MS);
  });

  it('is documented with its key, its refusals, and when to ask again', async () => {
    const document = (await (await stand.ask('/openapi.json')).json()) as {
      paths: Record<string, { post?: { parameters: object[]; responses: Record<string, object> } }>;
    };
    const { parameters, responses } = document.paths['/api/checkout']?.post ?? {};
    expect(parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
    );
    expect(JSON.stringify(responses?.['201'])).toContain('#/components/schemas/Purchase');
    expect(JSON.stringify(responses?.['422'])).toContain('reason');
    for (const status of ['409', '503', '504'])
      expect(responses?.[status]).toMatchObject({ headers: { 'Retry-After': expect.any(Object) } });
  });
});
