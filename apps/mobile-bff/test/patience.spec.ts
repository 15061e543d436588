import { eventually } from '@frontdesk/testing';
import { Stand } from './stand.js';

const TRIES = 4;

let stand: Stand;
beforeAll(async () => {
  // A call that is tried again would be counted twice.
  stand = await Stand.start({ REVIEWS_RETRIES: '0' });
  // Keys are fetched and code is compiled before it counts.
  await stand.ask('/v2/home', 'alice');
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => stand.shop.reset());

interface Answered {
  readonly status: number;
  readonly lengthMs: number;
  readonly body: {
    readonly meta?: { readonly missing: readonly string[] };
    readonly errors?: readonly object[];
    readonly [field: string]: unknown;
  };
}

async function ask(path: string, patience?: string): Promise<Answered> {
  const headers: Record<string, string> = patience === undefined ? {} : { 'x-request-timeout-ms': patience };
  const begun = performance.now();
  const answer = await stand.ask(path, 'alice', { headers });
  const body = (await answer.json()) as Answered['body'];
  return { status: answer.status, lengthMs: performance.now() - begun, body };
}

/** The quickest of a few answers to the same, as the machine may be busy with other suites. */
async function quickest(path: string, patience?: string): Promise<Answered> {
  const answers: Answered[] = [];
  for (let time = 0; time < TRIES; time += 1) answers.push(await ask(path, patience));
  return answers.sort((one, other) => one.lengthMs - other.lengthMs)[0]!;
}

describe('an app that says how long it waits', () => {
  it.each(['300', '500'])('gets the best incomplete answer within %s ms', async (patience) => {
    await stand.shop.break('orders', { hang: true });
    await stand.shop.break('notifications', { latencyMs: 5_000 });
    const { status, lengthMs, body } = await quickest('/v2/home', patience);
    expect([status, body.meta]).toEqual([200, { missing: ['orders', 'notifications'] }]);
    expect(body['user']).toMatchObject({ name: 'Alice Lindgren' });
    expect(lengthMs).toBeLessThan(Number(patience));
    // And has waited for as long as it could.
    expect(lengthMs).toBeGreaterThan(Number(patience) - 100);
  });

  it('gets whatever is there in time, and all of it where that is everything', async () => {
    await stand.shop.break('notifications', { latencyMs: 5_000 });
    const { body } = await quickest('/v2/home', '400');
    expect([body['orders'], body.meta]).toEqual([expect.any(Array), { missing: ['notifications'] }]);
    await stand.shop.reset();
    expect((await quickest('/v2/home', '700')).body.meta).toEqual({ missing: [] });
  });

  it('gets of a view that is kept what is there in time', async () => {
    await stand.shop.break('reviews', { hang: true });
    const { status, lengthMs, body } = await quickest('/v2/products/p-010', '300');
    expect([status, body.meta]).toEqual([200, { missing: ['reviews'] }]);
    expect(lengthMs).toBeLessThan(300);
  });

  describe('and asks with others for a view that is kept', () => {
    const PARTS = ['products', 'pricing', 'inventory', 'reviews', 'recommendations'] as const;
    const asked = async () => {
      const totals = PARTS.map(async (service) => (await stand.shop.received(service)).total);
      return Promise.all(totals);
    };
    let product = 100;
    /** Asks once the service has received the first one's call; both for a product that nobody has asked for yet. */
    async function askAfter(first: string | undefined, second: string | undefined) {
      product += 1;
      const of = (version: string) => `/${version}/products/p-${product}`;
      const one = ask(of('v2'), first);
      await eventually(
        async () => (await stand.shop.received('reviews')).total > 0,
        'the first to be asked for',
      );
      return Promise.all([one, ask(of('v1'), second)]);
    }

    it('gets what is there by then, though it is composed for somebody who has more time', async () => {
      await stand.shop.break('reviews', { hang: true });
      const [patient, hasty] = await askAfter(undefined, '300');
      expect([hasty.status, hasty.body.meta]).toEqual([200, { missing: ['reviews'] }]);
      expect(hasty.body['product']).toMatchObject({ id: `p-${product}` });
      expect(hasty.lengthMs).toBeLessThan(patient.lengthMs);
      expect([patient.status, patient.body.meta]).toEqual([200, { missing: ['reviews'] }]);
      expect(patient.lengthMs).toBeGreaterThan(700);
      expect(await asked()).toEqual([1, 1, 1, 1, 1]);
    });

    it('takes nothing from somebody who has more time', async () => {
      await stand.shop.break('reviews', { latencyMs: 300 });
      const [hasty, patient] = await askAfter('200', undefined);
      expect([hasty.status, hasty.body.meta]).toEqual([200, { missing: ['reviews'] }]);
      expect(hasty.lengthMs).toBeLessThan(patient.lengthMs);
      expect([patient.status, patient.body.meta]).toEqual([200, { missing: [] }]);
      expect(await asked()).toEqual([1, 1, 1, 1, 1]);
    });

    it('is told in time where what is late cannot be done without', async () => {
      await stand.shop.break('products', { latencyMs: 300 });
      const [patient, hasty] = await askAfter(undefined, '200');
      expect([hasty.status, hasty.body['type']]).toEqual([504, '/problems/deadline-exceeded']);
      expect(hasty.lengthMs).toBeLessThan(patient.lengthMs);
      expect([patient.status, patient.body.meta]).toEqual([200, { missing: [] }]);
      expect(await asked()).toEqual([1, 1, 1, 1, 1]);
    });
  });

  it('is told within its time where the answer cannot do without what is late', async () => {
    await stand.shop.break('users', { hang: true });
    const { status, lengthMs, body } = await quickest('/v1/home', '300');
    expect([status, body['type']]).toEqual([504, '/problems/deadline-exceeded']);
    expect(lengthMs).toBeLessThan(300);
  });

  it('has the same patience for what is passed through', async () => {
    await stand.shop.break('notifications', { hang: true });
    const { status, lengthMs } = await quickest('/v1/notifications', '300');
    expect(status).toBe(504);
    expect(lengthMs).toBeLessThan(300);
  });

  it('is not let wait longer than anybody', async () => {
    await stand.shop.break('orders', { hang: true });
    const { status, lengthMs } = await quickest('/v2/home', '60000');
    expect(status).toBe(200);
    expect(lengthMs).toBeLessThan(1_000);
  });

  it('is given a moment where it has none', async () => {
    await stand.shop.break('orders', { latencyMs: 40 });
    expect((await quickest('/v2/home', '1')).status).toBe(200);
  });

  it.each(['0', '-1', '1.5', '1e3', 'soon', '300ms', '300, 400', '0x10', '9999999999'])(
    'is refused where it says %j, and nobody is called',
    async (patience) => {
      for (const path of ['/v1/home', '/v2/orders/o-0042', '/v1/notifications']) {
        const { status, body } = await ask(path, patience);
        expect([status, body.errors]).toMatchObject([400, [{ in: 'header', field: 'X-Request-Timeout-Ms' }]]);
      }
      expect(await stand.shop.receivedInAll()).toBe(0);
    },
  );
});
