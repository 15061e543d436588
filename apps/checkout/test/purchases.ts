import {
  eventually,
  type FakeUpstream,
  fakeUpstream,
  freePort,
  type ShopService,
  shopForTests,
  type TestShop,
} from '@frontdesk/testing';
import { CheckoutProcess, type Purchase } from './checkout-process.js';
import { ShopBooks } from './shop-books.js';

/** Short, so that what a killed process worked on is not waited for long. */
const QUICK = { LEASE_MS: '600', POLL_MS: '50', ORDERS_DEADLINE_MS: '1500' };
const PRODUCT = 'p-001';
const UNDONE = { orders: ['cancelled'], payments: ['refunded'], shipments: 0 };
const PLACED = { orders: ['paid'], payments: ['captured'], shipments: 1 };

/**
 * What is promised of purchases, on whichever database: each is made by the built program, and counted at the shop. It is
 * killed at every step where `killed` says so, and else at one: which step it is does not matter to the database.
 */
export function describePurchases(
  database: () => Record<string, string>,
  { killed }: { readonly killed: 'at every step' | 'at one step' },
): void {
  let shop: TestShop;
  let books: ShopBooks;
  let checkout: CheckoutProcess;
  let keys = 0;
  const start = async (settings: Record<string, string> = {}) => {
    checkout = await CheckoutProcess.start({ ...shop.environment, ...QUICK, ...database(), ...settings });
  };
  const restart = async (settings?: Record<string, string>) => {
    await checkout.kill();
    await start(settings);
  };
  const aPurchase = (user = 'bob', more: object = {}): Purchase & { key: string } => ({
    user,
    key: `key-${(keys += 1)}`,
    body: { paymentMethodId: `pm-${user}-1`, items: [{ productId: PRODUCT, quantity: 1 }], ...more },
  });
  const received = (service: ShopService, route: string, count = 1) =>
    eventually(
      async () => ((await shop.received(service)).routes[route] ?? 0) >= count,
      `${count} × ${route}`,
      10_000,
    );

  beforeAll(async () => {
    shop = await shopForTests();
    books = new ShopBooks(shop);
    await start();
  }, 60_000);
  beforeEach(async () => {
    await shop.reset();
    if (!checkout.isRunning) await start();
  });
  afterAll(async () => {
    await checkout?.kill();
    await shop?.[Symbol.asyncDispose]();
  });

  describe('a purchase', () => {
    it('of what lies in the cart is charged, ordered and shipped, and taken out of the cart', async () => {
      const inCart = await books.cartOf('alice');
      const first = { user: 'alice', key: 'the-cart' };
      const { status, headers, body } = await checkout.purchase(first);
      expect([status, body.status]).toEqual([201, 'placed']);
      expect(headers.get('location')).toBe(`/checkouts/${body.id}`);
      expect(body.order.id).toBe(`o-${body.id}`);
      expect(await books.of(body.id)).toEqual(PLACED);
      expect(inCart.length).toBeGreaterThan(0);
      expect(await books.cartOf('alice')).toEqual([]);

      await books.putIntoCart('alice', PRODUCT, 1);
      const again = await checkout.purchase(first);
      expect([again.status, again.body]).toEqual([201, body]);
      expect(await books.of(body.id)).toEqual(PLACED);
      expect(await books.cartOf('alice')).toHaveLength(1);
    });

    it('is shown to whom it belongs, and to nobody else', async () => {
      const { body } = await checkout.purchase(aPurchase('bob'));
      expect((await checkout.byId(body.id, 'bob')).body).toEqual(body);
      expect((await checkout.byId(body.id, 'alice')).status).toBe(404);
    });

    it('of which 100 calls with one key are made at once is made once', async () => {
      const [asked, before] = [aPurchase('carol'), await books.numberOfOrders('carol')];
      const answers = await Promise.all(Array.from({ length: 100 }, () => checkout.purchase(asked)));
      const made = [
        ...answers.filter(({ status }) => status === 201),
        await checkout.purchaseToTheEnd(asked),
      ];
      // Where a step took too long, as on a busy machine, the caller is told that the purchase goes on: 503.
      expect(answers.filter(({ status }) => ![201, 409, 503].includes(status))).toEqual([]);
      expect(new Set(made.map(({ body }) => body.order.id)).size).toBe(1);
      expect(await books.of(String(made[0]?.body.id))).toEqual(PLACED);
      expect(await books.numberOfOrders('carol')).toBe(before + 1);
    });

    it('of a partner is of the items that it names, and of no cart and no card', async () => {
      const acme = { user: '', headers: { 'x-partner-id': 'acme' } };
      const { status, body } = await checkout.purchase({
        ...aPurchase('bob', { paymentMethodId: undefined }),
        ...acme,
      });
      expect(status).toBe(201);
      expect(await books.of(body.id)).toEqual(PLACED);
      const withCard = await checkout.purchase({ ...aPurchase(), ...acme });
      expect([withCard.status, withCard.body.errors?.[0]?.field]).toEqual([400, 'paymentMethodId']);
      const ofCart = await checkout.purchase({ ...aPurchase(), ...acme, body: {} });
      expect([ofCart.status, ofCart.body.errors?.[0]?.field]).toEqual([400, 'items']);
    });

    it('with a key that came with another body before is refused, naming the header', async () => {
      const asked = aPurchase();
      await checkout.purchase(asked);
      const { status, body } = await checkout.purchase({ ...asked, body: { paymentMethodId: 'pm-bob-2' } });
      expect([status, body.errors]).toEqual([422, [expect.objectContaining({ field: 'Idempotency-Key' })]]);
    });

    it('has nothing to do with the same key of somebody else', async () => {
      const [bobs, carols] = [aPurchase('bob'), aPurchase('carol')];
      const first = await checkout.purchase(bobs);
      const second = await checkout.purchase({ ...carols, key: bobs.key });
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(first.body.id).not.toBe(second.body.id);
    });

    it.each<[string, string, Purchase, object]>([
      ['Idempotency-Key', 'header', { key: '' }, {}],
      ['X-User-Id', 'header', { user: '' }, {}],
      ['X-User-Id', 'header', { headers: { 'x-partner-id': 'acme' } }, {}],
      ['paymentMethodId', 'body', { body: {} }, {}],
      ['paymentMethodId', 'body', { body: { paymentMethodId: '../x' } }, {}],
      ['items.0.quantity', 'body', { body: { items: [{ productId: 'p-001', quantity: 0 }] } }, {}],
      ['address.city', 'body', { body: { address: { street: 's', postalCode: '1', country: 'c' } } }, {}],
    ])('that lacks its %s, or has a bad one, is 400 and asks nobody', async (field, place, more) => {
      const { status, body } = await checkout.purchase({ ...aPurchase(), ...more });
      expect(status).toBe(400);
      expect(body.errors).toContainEqual(expect.objectContaining({ in: place, field }));
      expect(await shop.receivedInAll()).toBe(0);
    });
  });

  describe('a purchase that is refused', () => {
    it.each([
      ['payment-declined', { paymentMethodId: 'pm-bob-2' }, 'paymentMethodId'],
      ['payment-declined', { paymentMethodId: 'pm-alice-1' }, 'paymentMethodId'],
      ['out-of-stock', { items: [{ productId: 'p-007', quantity: 1 }] }, 'items.0.quantity'],
      ['product-unknown', { items: [{ productId: 'p-999', quantity: 1 }] }, 'items.0.productId'],
    ])('says %s, and changes nothing', async (reason, more, field) => {
      const [asked, stock] = [aPurchase('bob', more), await books.stockOf(PRODUCT)];
      const { status, body } = await checkout.purchase(asked);
      expect([status, body.reason, body.errors?.[0]?.field]).toEqual([422, reason, field]);
      expect(await books.stockOf(PRODUCT)).toBe(stock);
      expect((await shop.received('orders')).routes['POST /orders']).toBeUndefined();
      expect((await checkout.purchase(asked)).body.reason).toBe(reason);
    });

    it('at its last step is undone from there to the first', async () => {
      const [asked, stock] = [aPurchase(), await books.stockOf(PRODUCT)];
      await shop.break('shipping', { status: 422 });
      const { status, body } = await checkout.purchase(asked);
      expect([status, body.reason]).toEqual([422, 'shipping-refused']);
      await shop.mend('shipping');
      const { id } = (await checkout.purchase(asked)).body;
      expect(id).toBeUndefined();
      expect(await books.stockOf(PRODUCT)).toBe(stock);
      expect((await shop.received('payments')).routes).toEqual({
        'POST /charges': 1,
        'POST /charges/:id/refund': 1,
      });
    });
  });

  describe('a purchase whose services fail', () => {
    it.each<[string, object]>([
      ['answers 503', { status: 503 }],
      ['does it and breaks the connection', { resetMidBody: true }],
    ])('is 503 where one %s, goes on by itself, and is charged once', async (_, faults) => {
      const asked = aPurchase();
      await shop.break('payments', faults);
      const { status, headers } = await checkout.purchase(asked);
      expect([status, headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
      await shop.mend('payments');
      const { status: end, body } = await checkout.purchaseToTheEnd(asked);
      expect(end).toBe(201);
      expect(await books.of(body.id)).toEqual(PLACED);
    });

    it('is 504 in the time that the caller has, 409 while it runs, and done by itself', async () => {
      const asked = aPurchase();
      await shop.break('orders', { hang: true });
      const from = performance.now();
      const late = await checkout.purchase({
        ...asked,
        headers: { 'x-envoy-expected-rq-timeout-ms': '300' },
      });
      expect(late.status).toBe(504);
      expect(performance.now() - from).toBeLessThan(1_000);
      const second = await checkout.purchase(asked);
      expect([409, 503]).toContain(second.status);
      await shop.mend('orders');
      expect((await checkout.purchaseToTheEnd(asked)).status).toBe(201);
    });

    describe('for longer than anybody wants it', () => {
      beforeAll(async () =>
        restart({ WANTED_MS: '100', SHIPPING_URL: `http://127.0.0.1:${await freePort()}` }),
      );
      afterAll(() => checkout.kill());

      it('is undone, and what is in doubt is looked into first', async () => {
        const [asked, stock] = [aPurchase(), await books.stockOf(PRODUCT)];
        await shop.break('orders', { status: 500 });
        expect((await checkout.purchase(asked)).status).toBe(503);
        await shop.mend('orders');
        await received('payments', 'POST /charges/:id/refund');
        await eventually(async () => (await books.stockOf(PRODUCT)) === stock, 'the stock as it was');
        const { status, body } = await checkout.purchaseToTheEnd(asked);
        expect([status, body.reason]).toEqual([422, 'gave-up']);
        expect((await shop.received('payments')).routes['POST /charges']).toBe(1);
      });

      it('is undone where the last step was never even sent', async () => {
        const [asked, stock] = [aPurchase(), await books.stockOf(PRODUCT)];
        expect((await checkout.purchase(asked)).status).toBe(503);
        await received('orders', 'POST /orders/:id/cancel');
        await eventually(async () => (await books.stockOf(PRODUCT)) === stock, 'the stock as it was');
        expect((await checkout.purchaseToTheEnd(asked)).body.reason).toBe('gave-up');
      });
    });
  });

  describe('kill -9', () => {
    const some = <Point>(points: readonly Point[], one: number) =>
      killed === 'at every step' ? points : points.slice(one, one + 1);
    /** Where to stop it: what hangs then, and how to know that it does. */
    const points: readonly [after: string, service: ShopService, route: string][] = [
      ['the cart was validated', 'inventory', 'POST /reservations'],
      ['stock was reserved', 'payments', 'POST /charges'],
      ['it was charged', 'orders', 'POST /orders'],
      ['it was ordered', 'shipping', 'POST /shipments'],
    ];

    const answeredBefore: { asked: Purchase; body: object }[] = [];

    it.each(some(points, 2))(
      'after %s: repeated, there is one charge and one order',
      async (_, service, route) => {
        const [asked, stock] = [aPurchase(), await books.stockOf(PRODUCT)];
        await shop.break(service, { hang: true });
        const cut = checkout.purchase(asked).catch(() => undefined);
        await received(service, route);
        await checkout.kill();
        await cut;
        await shop.mend(service);
        await start();
        const { status, body } = await checkout.purchaseToTheEnd(asked);
        expect(status).toBe(201);
        expect(await books.of(body.id)).toEqual(PLACED);
        expect(await books.stockOf(PRODUCT)).toBe(stock - 1);
        answeredBefore.push({ asked, body });
      },
    );

    it.each(some(points, 1))(
      'after %s, and perhaps the step after it: the same',
      async (_, service, route) => {
        const [asked, stock] = [aPurchase(), await books.stockOf(PRODUCT)];
        await shop.break(service, { resetMidBody: true });
        const cut = checkout.purchase(asked).catch(() => undefined);
        await received(service, route);
        await checkout.kill();
        await cut;
        await shop.mend(service);
        await start();
        const { status, body } = await checkout.purchaseToTheEnd(asked);
        expect(status).toBe(201);
        expect(await books.of(body.id)).toEqual(PLACED);
        expect(await books.stockOf(PRODUCT)).toBe(stock - 1);
      },
    );

    it('after it was shipped, before the cart is empty: nobody repeats it, and it is finished', async () => {
      await books.putIntoCart('dave', PRODUCT, 1);
      await shop.break('shipping', { latencyMs: 300 });
      const asked = { user: 'dave', key: 'shipped' };
      const cut = checkout.purchase(asked).catch(() => undefined);
      await received('shipping', 'POST /shipments');
      await shop.break('carts', { hang: true });
      await received('carts', 'DELETE /carts/me/items/:productId');
      await checkout.kill();
      await cut;
      await shop.reset();
      await start();
      await eventually(async () => (await books.cartOf('dave')).length === 0, 'an empty cart', 10_000);
      const { status, body } = await checkout.purchase(asked);
      expect(status).toBe(201);
      expect(await books.of(body.id)).toEqual(PLACED);
    });

    describe('while it is undone', () => {
      let shipping: FakeUpstream;
      beforeAll(async () => {
        shipping = await fakeUpstream();
        await restart({ SHIPPING_URL: shipping.url });
      });
      afterAll(async () => {
        await checkout.kill();
        await shipping[Symbol.asyncDispose]();
      });

      const points: readonly [before: string, service: ShopService, route: string][] = [
        ['the order was cancelled', 'orders', 'POST /orders/:id/cancel'],
        ['the charge was refunded', 'payments', 'POST /charges/:id/refund'],
        ['the stock was released', 'inventory', 'POST /reservations/:id/release'],
      ];
      it.each(some(points, 1))(
        'before %s: nobody repeats it, and everything is undone',
        async (_, service, route) => {
          const [asked, stock] = [aPurchase(), await books.stockOf(PRODUCT)];
          shipping.requests.length = 0;
          shipping.handle(async (_request, response) => {
            await shop.break(service, { hang: true });
            response.writeHead(422, { 'content-type': 'application/problem+json' }).end('{}');
          });
          const cut = checkout.purchase(asked).catch(() => undefined);
          await received(service, route);
          await checkout.kill();
          await cut;
          await shop.mend(service);
          await start({ SHIPPING_URL: shipping.url });
          await eventually(
            async () => (await books.stockOf(PRODUCT)) === stock,
            'the stock as it was',
            10_000,
          );
          const { status, body } = await checkout.purchaseToTheEnd(asked);
          expect([status, body.reason]).toEqual([422, 'shipping-refused']);
          expect(shipping.requests).toHaveLength(1);
          const { orderId } = JSON.parse(shipping.requests[0]?.body ?? '{}') as { orderId: string };
          expect(await books.of(orderId.replace('o-', ''))).toEqual(UNDONE);
        },
      );
    });

    it('after the answer: repeated, however many starts later, the answer is the same', async () => {
      expect(answeredBefore.length).toBeGreaterThan(0);
      for (const { asked, body } of answeredBefore)
        expect((await checkout.purchase(asked)).body).toEqual(body);
    });
  });

  it('stops within two seconds of a signal, whatever hangs, and goes on after the next start', async () => {
    const asked = aPurchase();
    await shop.break('payments', { hang: true });
    const cut = checkout.purchase(asked).catch(() => undefined);
    await received('payments', 'POST /charges');
    const from = performance.now();
    checkout.signal('SIGTERM');
    expect(await checkout.ended()).toBe(0);
    expect(performance.now() - from).toBeLessThan(3_000);
    await cut;
    await shop.mend('payments');
    await start();
    const { body } = await checkout.purchaseToTheEnd(asked);
    expect(await books.of(body.id)).toEqual(PLACED);
  });
}
