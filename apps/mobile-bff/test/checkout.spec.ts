import { freePort, type ShopService, TestCheckout } from '@frontdesk/testing';
import { Stand } from './stand.js';

const PATIENCE_MS = 400;
const SLOWER_MS = 1_200;
/** What the gateway lets a purchase take; ample, as the machine may be busy. */
const PURCHASE_MS = 15_000;

let stand: Stand;
let checkout: TestCheckout;
beforeAll(async () => {
  checkout = new TestCheckout(await freePort());
  stand = await Stand.start({
    CHECKOUT_URL: checkout.url,
    CHECKOUT_DEADLINE_MS: String(PURCHASE_MS),
    CHECKOUT_ATTEMPT_TIMEOUT_MS: String(PURCHASE_MS),
  });
  await checkout.start(stand.shop.environment);
}, 60_000);
afterAll(async () => {
  await stand?.[Symbol.asyncDispose]();
  await checkout[Symbol.asyncDispose]();
});
beforeEach(() => stand.shop.reset());

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly [field: string]: unknown;
    readonly order: { readonly id: string };
    readonly errors?: readonly object[];
  };
}

async function ask(
  path: string,
  user: string,
  method: string,
  body: object,
  headers = {},
): Promise<Answered> {
  const answer = await stand.ask(path, user, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answered['body'] };
}
const buy = (user: string, key: string, { version = 'v2', method = `pm-${user}-1`, headers = {} } = {}) =>
  ask(
    `/${version}/checkout`,
    user,
    'POST',
    { paymentMethodId: method },
    { 'idempotency-key': key, ...headers },
  );
const putIntoCart = async (user: string) =>
  expect((await ask('/v2/cart/items/p-001', user, 'PUT', { quantity: 1 })).status).toBe(200);
const asked = async (service: ShopService, route: string) =>
  (await stand.shop.received(service)).routes[route] ?? 0;

describe('POST /v2/checkout', () => {
  it('buys what lies in the cart, once for a key, by whichever version it is repeated', async () => {
    await putIntoCart('alice');
    const first = await buy('alice', 'once');
    expect([first.status, first.body]).toEqual([
      201,
      {
        id: expect.any(String),
        status: 'placed',
        order: {
          id: expect.any(String),
          status: 'paid',
          total: { amount: expect.any(Number), currency: 'EUR' },
        },
      },
    ]);
    for (const version of ['v2', 'v1']) {
      const again = await buy('alice', 'once', { version });
      expect([again.status, again.body]).toEqual([201, first.body]);
    }
    expect(await asked('payments', 'POST /charges')).toBe(1);
    expect((await stand.ask(`/v2/orders/${first.body.order.id}`, 'alice')).status).toBe(200);
    expect(await (await stand.ask('/v2/cart', 'alice')).json()).toMatchObject({ items: [] });
  });

  it('goes on where the app waits no longer, which then learns of it by the same key', async () => {
    await putIntoCart('bob');
    await stand.shop.break('payments', { latencyMs: SLOWER_MS });
    const late = await buy('bob', 'late', { headers: { 'x-request-timeout-ms': String(PATIENCE_MS) } });
    expect([late.status, late.body['type'], late.headers.get('retry-after')]).toEqual([
      504,
      '/problems/deadline-exceeded',
      expect.stringMatching(/^\d+$/),
    ]);
    let answered: Answered;
    do answered = await buy('bob', 'late');
    while ([409, 503, 504].includes(answered.status));
    expect([answered.status, answered.body['status']]).toEqual([201, 'placed']);
    expect(await asked('payments', 'POST /charges')).toBe(1);
    expect(await asked('orders', 'POST /orders')).toBe(1);
  });

  it('says why it is refused', async () => {
    await fetch(`${stand.shop.url('carts')}/carts/me`, {
      method: 'DELETE',
      headers: { 'x-user-id': 'carol' },
    });
    const { status, body } = await buy('carol', 'empty');
    expect([status, body['reason']]).toEqual([422, 'cart-empty']);
  });

  it.each<[object, object, object]>([
    [{ paymentMethodId: 'pm-alice-1' }, {}, { in: 'header', field: 'Idempotency-Key' }],
    [
      { paymentMethodId: 'pm-alice-1' },
      { 'idempotency-key': 'a b' },
      { in: 'header', field: 'Idempotency-Key' },
    ],
    [{}, { 'idempotency-key': 'k' }, { in: 'body', field: 'paymentMethodId' }],
    [{ paymentMethodId: '../x' }, { 'idempotency-key': 'k' }, { in: 'body', field: 'paymentMethodId' }],
  ])('is refused without what it needs: %j with %j, and nobody is asked', async (body, headers, error) => {
    const answer = await ask('/v2/checkout', 'alice', 'POST', body, headers);
    expect([answer.status, answer.body.errors]).toMatchObject([400, [error]]);
    expect(await stand.shop.receivedInAll()).toBe(0);
  });
});
