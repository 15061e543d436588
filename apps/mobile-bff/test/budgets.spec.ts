import { weigh } from './on-the-wire.js';
import { Stand } from './stand.js';
import { webHomeBytes } from './web-home.js';

const KB = 1_024;
const USERS = ['alice', 'bob', 'carol', 'dave', 'erin'];
const NEW_APP = { 'x-app-platform': 'ios', 'x-app-version': '2.0.0' };
const OLD_APP = { 'x-app-platform': 'android', 'x-app-version': '1.0.0' };
const MOST_OF_A_HEAD = 700;
const TRIES = 3;

/** What the body of a screen may weigh on the wire, in either version, with the seeded data. */
const BUDGETS: Readonly<Record<string, number>> = {
  home: 1 * KB,
  me: 0.25 * KB,
  products: 0.75 * KB,
  'products?q=wireless&limit=50': 1.5 * KB,
  'products/p-001': 1 * KB,
  cart: 1 * KB,
  orders: 0.75 * KB,
  // An order of 20 products.
  'orders/o-0042': 1 * KB,
  account: 0.5 * KB,
  checkout: 1 * KB,
  notifications: 0.75 * KB,
  'app-policy': 0.5 * KB,
};

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.start();
});
afterAll(() => stand[Symbol.asyncDispose]());

const tokens = new Map<string, string>();
async function ask(path: string, subject: string, headers: Record<string, string> = {}) {
  let token = tokens.get(subject);
  if (!token) {
    token = await stand.issuer.mint({ sub: subject, aud: 'urn:frontdesk:mobile-bff' });
    tokens.set(subject, token);
  }
  const own = { authorization: `Bearer ${token}`, 'accept-encoding': 'br, gzip' };
  return weigh(stand.gateway.url + path, { ...own, ...headers });
}

/** A whole answer: on a busy machine a part may be late, though not each time. */
async function askWhole(path: string, subject: string, headers?: Record<string, string>) {
  let answer = await ask(path, subject, headers);
  for (let time = 1; time < TRIES && answer.headers['x-complete'] === 'false'; time += 1)
    answer = await ask(path, subject, headers);
  expect(answer.headers['x-complete'] ?? 'true').toBe('true');
  return answer;
}

describe.each(['v1', 'v2'])('in %s', (version) => {
  it.each(Object.entries(BUDGETS))('%s weighs no more than %d bytes', async (path, budget) => {
    const { status, headers, bodyBytes } = await askWhole(`/${version}/${path}`, 'alice');
    expect(status).toBe(200);
    expect(bodyBytes).toBeLessThanOrEqual(budget);
    // What is not coded fits into a packet that is sent anyway.
    if (headers['content-encoding'] !== 'br') expect(bodyBytes).toBeLessThanOrEqual(KB);
  });

  it('no home weighs more than 2 KB, and no product more than 4', async () => {
    for (const user of USERS)
      expect((await askWhole(`/${version}/home`, user)).bodyBytes).toBeLessThanOrEqual(2 * KB);
    for (let n = 1; n <= 200; n += 7) {
      const { status, bodyBytes } = await askWhole(
        `/${version}/products/p-${String(n).padStart(3, '0')}`,
        'alice',
      );
      expect([n, status]).toEqual([n, 200]);
      expect(bodyBytes).toBeLessThanOrEqual(4 * KB);
    }
  });

  it.each([
    ['a new app', NEW_APP],
    ['an app that should be updated', OLD_APP],
  ])('a repeated home of %s has no body and a small head', async (_, app) => {
    const { headers } = await askWhole(`/${version}/home`, 'alice', app);
    const again = await ask(`/${version}/home`, 'alice', { ...app, 'if-none-match': String(headers.etag) });
    expect([again.status, again.bodyBytes]).toEqual([304, 0]);
    expect(again.headBytes).toBeLessThanOrEqual(MOST_OF_A_HEAD);
  });
});

it('a home weighs at most a quarter of that in a browser', async () => {
  const inABrowser = await webHomeBytes('alice', stand.shop.environment);
  for (const version of ['v1', 'v2']) {
    // Of both what there is to read: web-bff codes nothing that is made for one caller.
    const { bodyBytes } = await askWhole(`/${version}/home`, 'alice', { 'accept-encoding': 'identity' });
    expect(bodyBytes).toBeLessThanOrEqual(inABrowser / 4);
  }
});
