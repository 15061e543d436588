import { fakeUpstream, type FakeUpstream, type Route, routesOf, type ShopService } from '@frontdesk/testing';
import { Stand } from './stand.js';

interface Screen {
  /** Where it is asked for, behind the version; as its route says, where that names no id. */
  readonly at?: string;
  readonly body?: object;
  /** Everything that services are asked for it, each once. */
  readonly asks: readonly string[];
  /** Whether it is kept, so that an answer of one version spares the other's calls. */
  readonly kept?: true;
}

const OFFERED = ['inventory GET /inventory', 'pricing GET /prices', 'products GET /products'];

/** Every screen and command by its route, behind the version. */
const SCREENS: Readonly<Record<string, Screen>> = {
  'GET account': { asks: ['payments GET /payment-methods', 'users GET /users/:id'] },
  'GET app-policy': { asks: [] },
  'GET cart': { asks: ['carts GET /carts/me', ...OFFERED] },
  'PUT cart/items/:productId': {
    at: 'cart/items/p-001',
    body: { quantity: 1 },
    asks: ['carts PUT /carts/me/items/:productId', ...OFFERED],
  },
  'DELETE cart/items/:productId': {
    at: 'cart/items/p-009',
    asks: ['carts DELETE /carts/me/items/:productId', ...OFFERED],
  },
  'GET checkout': {
    asks: [
      'carts GET /carts/me',
      'payments GET /payment-methods',
      'pricing GET /prices',
      'products GET /products',
      'users GET /users/:id',
    ],
  },
  'POST checkout': { body: { paymentMethodId: 'pm-alice-1' }, asks: ['checkout'] },
  'GET home': {
    asks: ['notifications GET /notifications', 'orders GET /orders', 'users GET /users/:id'],
  },
  'GET me': { asks: ['users GET /users/:id'] },
  'GET notifications': { asks: ['notifications GET /notifications'] },
  'POST notifications/:id/read': {
    at: 'notifications/n-0002/read',
    asks: ['notifications POST /notifications/:id/read'],
  },
  'GET orders': { asks: ['orders GET /orders'] },
  // 20 products, and one call for all of them.
  'GET orders/:id': {
    at: 'orders/o-0042',
    asks: [
      'orders GET /orders/:id',
      'payments GET /payments',
      'products GET /products',
      'shipping GET /shipments',
      'users GET /users/:id',
    ],
  },
  'GET products': { asks: [...OFFERED, 'products GET /products/categories'], kept: true },
  'GET products/:id': {
    at: 'products/p-001',
    asks: [
      'inventory GET /inventory/:productId',
      'pricing GET /prices/:productId',
      'products GET /products/:id',
      'recommendations GET /recommendations',
      'reviews GET /reviews',
    ],
    kept: true,
  },
  'GET sync': { asks: ['notifications GET /notifications', 'orders GET /orders'] },
};

const SERVICES = [
  'users',
  'products',
  'inventory',
  'pricing',
  'reviews',
  'recommendations',
  'carts',
  'orders',
  'payments',
  'shipping',
  'notifications',
] satisfies ShopService[];

const checkout: FakeUpstream = await fakeUpstream();
const stand = await Stand.start({ CHECKOUT_URL: checkout.url });
afterAll(async () => {
  await stand[Symbol.asyncDispose]();
  await checkout[Symbol.asyncDispose]();
});

const screenOf = ({ method, template }: Route) => `${method} ${template.replace(/^\/v\d\//, '')}`;
const routes = routesOf(stand.gateway).filter(
  ({ method, template }) => method !== 'HEAD' && /^\/v\d\//.test(template),
);

/** What services have received since they were reset, a line for each time. */
async function received(): Promise<string[]> {
  const lines = await Promise.all(
    SERVICES.map(async (service) =>
      Object.entries((await stand.shop.received(service)).routes).flatMap(([route, times]) =>
        Array.from({ length: times }, () => `${service} ${route}`),
      ),
    ),
  );
  return lines.flat();
}

async function ask({ method, template }: Route, { at, body }: Screen): Promise<number> {
  const path = at === undefined ? template : template.replace(/^(\/v\d\/).*/, `$1${at}`);
  const answer = await stand.ask(path, 'alice', {
    method,
    headers: {
      ...(method === 'GET' ? {} : { 'idempotency-key': `${method} ${template}`.replace(/\W/g, '-') }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  await answer.text();
  return answer.status;
}

beforeAll(async () => {
  const [put] = routes.filter((route) => screenOf(route) === 'PUT cart/items/:productId');
  await ask(put!, SCREENS['PUT cart/items/:productId']!);
});

it('has every route of the router, in both versions', () => {
  const screens = Object.keys(SCREENS);
  for (const version of ['/v1/', '/v2/']) {
    const there = routes.filter(({ template }) => template.startsWith(version)).map(screenOf);
    expect([version, there.sort()]).toEqual([version, [...screens].sort()]);
  }
});

const seen = new Set<string>();
it.each(routes.map((route) => [`${route.method} ${route.template}`, route] as const))(
  '%s is one call, and asks each service for each thing once',
  async (_, route) => {
    const screen = SCREENS[screenOf(route)]!;
    await stand.shop.reset();
    const before = checkout.requests.length;
    const status = await ask(route, screen);
    const purchases = Array.from({ length: checkout.requests.length - before }, () => 'checkout');
    // The stand-in for the checkout says nothing that could be read.
    if (purchases.length === 0) expect(status).toBe(200);
    const isKept = screen.kept && seen.has(screenOf(route));
    seen.add(screenOf(route));
    expect([...(await received()), ...purchases].sort()).toEqual(isKept ? [] : [...screen.asks].sort());
  },
);
