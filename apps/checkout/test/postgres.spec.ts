import {
  DatabaseDoor,
  describeWithPostgres,
  eventually,
  postgresForTests,
  shopForTests,
  type TestPostgres,
} from '@frontdesk/testing';
import { CheckoutProcess } from './checkout-process.js';
import { describePurchases } from './purchases.js';
import { ShopBooks } from './shop-books.js';

const PLACED = { orders: ['paid'], payments: ['captured'], shipments: 1 };
const QUICK = { LEASE_MS: '600', POLL_MS: '50' };

describeWithPostgres('the checkout on PostgreSQL', () => {
  let postgres: TestPostgres;
  beforeAll(async () => void (postgres = await postgresForTests()), 60_000);
  afterAll(() => postgres?.[Symbol.asyncDispose]());

  describe('makes', () =>
    describePurchases(() => ({ DATABASE_URL: postgres.url }), { killed: 'at every step' }));

  it('says that it is not ready for as long as its database cannot be reached, and lives on', async () => {
    await using shop = await shopForTests();
    await using door = await DatabaseDoor.to(postgres.url);
    const settings = { ...shop.environment, ...QUICK, DATABASE_URL: door.url };
    await using checkout = await CheckoutProcess.start(settings);
    const health = async (of: string) => (await fetch(`${checkout.managementUrl}/health/${of}`)).status;
    expect(await health('ready')).toBe(200);

    await door.close();
    await eventually(async () => (await health('ready')) === 503, 'that it is not ready', 10_000);
    expect(await health('live')).toBe(200);
    expect((await checkout.purchase({})).status).toBe(503);

    await door.open();
    await eventually(async () => (await health('ready')) === 200, 'that it is ready again', 10_000);
  }, 30_000);

  describe('in several processes', () => {
    const asked = (key: string) => ({
      user: 'erin',
      key,
      body: { paymentMethodId: 'pm-erin-1', items: [{ productId: 'p-002', quantity: 1 }] },
    });

    it('makes a purchase once, whichever of them are asked; and goes on with what another left', async () => {
      await using shop = await shopForTests();
      const books = new ShopBooks(shop);
      const settings = { ...shop.environment, ...QUICK, DATABASE_URL: postgres.url };
      const start = () => CheckoutProcess.start(settings);
      await using processes = new AsyncDisposableStack();
      const [first, second, third] = (await Promise.all([start(), start(), start()])).map((one) =>
        processes.use(one),
      ) as [CheckoutProcess, CheckoutProcess, CheckoutProcess];

      const answers = await Promise.all(
        Array.from({ length: 99 }, (_, n) => [first, second, third][n % 3]?.purchase(asked('together'))),
      );
      const made = [
        ...answers.filter((answer) => answer?.status === 201),
        await second.purchaseToTheEnd(asked('together')),
      ];
      // Where a step took too long, as on a busy machine, the caller is told that the purchase goes on: 503.
      expect(answers.filter((answer) => ![201, 409, 503].includes(answer?.status ?? 0))).toEqual([]);
      expect(new Set(made.map((answer) => answer?.body.order.id)).size).toBe(1);
      expect(await books.of(made[0]?.body.id ?? '')).toEqual(PLACED);
      expect((await shop.received('payments')).routes['POST /charges']).toBe(1);

      // Killed while it charges: another goes on, and nobody has to ask for it.
      await shop.reset();
      await shop.break('payments', { hang: true });
      const cut = first.purchase(asked('killed')).catch(() => undefined);
      await eventually(async () => (await shop.received('payments')).total === 1, 'a charge', 10_000);
      await first.kill();
      await cut;
      await shop.mend('payments');
      await eventually(async () => (await shop.received('shipping')).total === 1, 'a shipment', 10_000);
      const { status, body } = await second.purchaseToTheEnd(asked('killed'));
      expect(status).toBe(201);
      expect(await books.of(body.id)).toEqual(PLACED);

      // Halted so long that its purchase passes to another, it changes nothing when it goes on.
      await shop.reset();
      await shop.break('orders', { latencyMs: 300 });
      const halted = second.purchase(asked('halted'));
      await eventually(async () => (await shop.received('orders')).total === 1, 'an order', 10_000);
      second.signal('SIGSTOP');
      const taken = await third.purchaseToTheEnd(asked('halted'));
      second.signal('SIGCONT');
      expect(taken.status).toBe(201);
      expect([201, 409, 503, 504]).toContain((await halted).status);
      expect((await second.purchase(asked('halted'))).body).toEqual(taken.body);
      expect(await books.of(taken.body.id)).toEqual(PLACED);
    }, 60_000);
  });
});
