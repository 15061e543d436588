import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  fakeClock,
  freePort,
  type ShopService,
  shopForTests,
  TestCheckout,
  type TestShop,
} from '@frontdesk/testing';
import { Stand } from '../stand.js';
import { answerTo } from './answer-to.js';
import { ASKED_AT, questions } from './questions.js';
import { recordedAnswers } from './recorded.js';

const SETTINGS = { SHOP_IMAGES_URL: 'https://images.shop.example' };
const wallClock = fakeClock(Date.parse(ASKED_AT));
const recorded = recordedAnswers();

/** Whose answers hold orders; all others have nothing to do with the field. */
const ofOrders = Object.entries(questions).filter(([, { path }]) => /\/(?:home|orders|sync)/.test(path));

/** What the service says of an order, asked past the gateway. */
const namesAt = async (url: string) =>
  Object.keys((await (await fetch(`${url}/orders/o-0042`)).json()) as object);

it('asks all that was recorded of orders', () => {
  expect(ofOrders.length).toBeGreaterThanOrEqual(20);
});

describe('while the service of orders calls the sum of an order by another name', () => {
  let stand: Stand;
  let checkout: TestCheckout;
  beforeAll(async () => {
    checkout = new TestCheckout(await freePort());
    stand = await Stand.start(
      { CHECKOUT_URL: checkout.url },
      { shop: { ...SETTINGS, ORDERS_TOTAL_FIELD: 'amount' }, wallClock },
    );
    await checkout.start(stand.shop.environment);
    expect(await namesAt(stand.shop.url('orders'))).toContain('amount');
    expect(await namesAt(stand.shop.url('orders'))).not.toContain('total');
  }, 60_000);
  afterAll(async () => {
    await stand[Symbol.asyncDispose]();
    await checkout[Symbol.asyncDispose]();
  });
  beforeEach(() => stand.shop.reset());

  it.each(Object.entries(questions))(
    'an old app is answered as it always was: %s',
    async (name, question) => {
      expect(await answerTo(question, stand, recorded[name])).toEqual(recorded[name]);
    },
  );

  it('and a new one has the sum, too', async () => {
    for (const path of ['/v2/orders?limit=1', '/v2/orders/o-0042', '/v2/home', '/v2/sync'])
      expect(await (await stand.ask(path, 'alice')).text()).toContain('"total":{"amount":');
  });

  it('and a purchase is made', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'renamed-1' };
    const command = (path: string, method: string, body: object) =>
      stand.ask(path, 'bob', { method, headers, body: JSON.stringify(body) });
    await command('/v1/cart/items/p-001', 'PUT', { quantity: 1 });
    const bought = await command('/v1/checkout', 'POST', { paymentMethodId: 'pm-bob-1' });
    expect([bought.status, await bought.json()]).toEqual([
      201,
      expect.objectContaining({
        order: expect.objectContaining({ total: { amount: expect.any(Number), currency: 'EUR' } }),
      }),
    ]);
  });
});

describe('while one instance of it does, and another does not yet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-rolling-'));
  let stand: Stand;
  let changed: TestShop;
  beforeAll(async () => {
    const today = await shopForTests({ ...SETTINGS, SHOP_DATA_DIR: folder });
    const other = { SHOP_DATA_DIR: folder, SHOP_SERVICES: 'orders', ORDERS_TOTAL_FIELD: 'amount' };
    changed = await shopForTests(other);
    const settings = { ORDERS_URL: `${today.url('orders')},${changed.url('orders')}` };
    stand = await Stand.before(today, settings, { wallClock });
  });
  afterAll(async () => {
    await stand[Symbol.asyncDispose]();
    await changed[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => stand.shop.reset());

  const broken = async (service: ShopService | undefined, shop: TestShop) =>
    service === 'orders' ? shop.break('orders', { status: 500 }) : shop.mend('orders');

  it.each(ofOrders)('nobody can tell which of them was asked: %s', async (name, question) => {
    await broken(question.down, changed);
    for (let time = 0; time < 4; time += 1)
      expect(await answerTo(question, stand, recorded[name])).toEqual(recorded[name]);
  });

  it('and both of them were', async () => {
    await broken(undefined, changed);
    for (let time = 0; time < 20; time += 1) await stand.ask('/v1/orders/o-0042', 'alice');
    for (const shop of [stand.shop, changed])
      expect((await shop.received('orders')).total).toBeGreaterThan(0);
  });
});
