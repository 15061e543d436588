import { mobileClient, type MobileClientOptions, type Retirement } from '../src/index.js';
import { buy, clientOfApp } from './example.js';
import { losingNetwork } from './losing-network.js';
import { Stand } from './stand.js';

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.start();
}, 60_000);
afterAll(() => stand?.[Symbol.asyncDispose]());
beforeEach(() => stand.shop.reset());

const phone = (subject: string, options: Partial<MobileClientOptions> = {}) =>
  mobileClient({
    baseUrl: stand.url,
    app: { version: '2.0.0', platform: 'ios' },
    token: () => stand.token(subject),
    random: () => 0,
    ...options,
  });
const put = { params: { path: { productId: 'p-001' } }, body: { quantity: 1 } };
const asked = async (service: 'orders' | 'payments', route: string) =>
  (await stand.shop.received(service)).routes[route] ?? 0;

describe('an app that calls mobile-bff', () => {
  it('shows home by one call, and again by one that carries nothing', async () => {
    const client = phone('alice');
    const first = await client.GET('/v2/home');
    expect([first.response.status, first.data?.user.name]).toEqual([200, 'Alice Lindgren']);
    const again = await client.GET('/v2/home');
    expect([again.response.status, again.data]).toEqual([304, first.data]);
    expect(await again.response.text()).toBe('');
  });

  it('is shown nothing of somebody else who logs in on the same phone', async () => {
    let subject = 'alice';
    const client = phone('', { token: () => stand.token(subject) });
    await client.GET('/v2/home');
    subject = 'bob';
    const { response, data } = await client.GET('/v2/home');
    expect([response.status, data?.user.name]).toEqual([200, expect.stringContaining('Bob')]);
  });

  it('buys once, though the answer is lost twice', async () => {
    await using network = await losingNetwork(stand.url, 2);
    expect((await phone('alice').PUT('/v2/cart/items/{productId}', put)).error).toBeUndefined();
    const client = phone('alice', { baseUrl: network.url });
    const { data, error } = await client.POST('/v2/checkout', { body: { paymentMethodId: 'pm-alice-1' } });
    expect([error, data?.status, data?.order.status]).toEqual([undefined, 'placed', 'paid']);
    expect(network.requests).toHaveLength(3);
    expect(await asked('payments', 'POST /charges')).toBe(1);
    expect(await asked('orders', 'POST /orders')).toBe(1);
  });

  it('buys once by the key that it kept, though it was ended before the answer', async () => {
    await phone('alice').PUT('/v2/cart/items/{productId}', put);
    const before = clientOfApp(stand.url, () => stand.token('alice'));
    const after = clientOfApp(stand.url, () => stand.token('alice'));
    const bought = await buy(before, 'kept-over-a-restart');
    expect(bought).toMatch(/^\S+: \d+(\.\d+)? EUR$/);
    expect(await buy(after, 'kept-over-a-restart')).toBe(bought);
    expect(await asked('payments', 'POST /charges')).toBe(1);
  });

  it('renews a token that is over, and goes on', async () => {
    let renewals = 0;
    const token = (refused?: string) => {
      if (refused) renewals += 1;
      return stand.token('alice', { over: !refused });
    };
    const { data } = await phone('', { token }).GET('/v2/me');
    expect([data?.name, renewals]).toEqual(['Alice Lindgren', 1]);
  });

  it('gets the best incomplete answer within its patience', async () => {
    await stand.shop.break('orders', { hang: true });
    const { data } = await phone('alice').GET('/v2/home', { patienceMs: 800 });
    expect([data?.orders, data?.meta.missing]).toEqual([null, ['orders']]);
  });

  it('is told that it is too old, and that its version of the API will end', async () => {
    const stores: unknown[] = [];
    const retiring: Retirement[] = [];
    const old = phone('alice', {
      app: { version: '0.9.0', platform: 'ios' },
      onUpdateNeeded: ({ storeUrl }) => stores.push(storeUrl),
    });
    expect((await old.GET('/v2/home')).error).toMatchObject({
      type: '/problems/upgrade-required',
      status: 426,
    });
    expect(stores).toEqual(['https://apps.apple.com/app/id000000000']);

    let updates = 0;
    const older = phone('alice', {
      app: { version: '1.2.0', platform: 'android' },
      onRetiring: (retirement) => retiring.push(retirement),
      onUpdateRecommended: () => (updates += 1),
    });
    expect((await older.GET('/v1/home')).error).toBeUndefined();
    expect((await older.GET('/v2/home')).error).toBeUndefined();
    expect([retiring, updates]).toEqual([
      [
        {
          path: '/v1/home',
          deprecatedAt: new Date('2026-11-20T00:00:00Z'),
          sunsetAt: new Date('2027-11-20T00:00:00Z'),
          successor: '/v2/home',
        },
      ],
      1,
    ]);
  });
});
