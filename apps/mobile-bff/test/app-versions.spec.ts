import { Stand } from './stand.js';

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.start();
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => stand.shop.reset());

const STORES = {
  ios: 'https://apps.apple.com/app/id000000000',
  android: 'https://play.google.com/store/apps/details?id=example.frontdesk',
};
type Platform = keyof typeof STORES;

const app = (platform: string, version: string) => ({ 'x-app-platform': platform, 'x-app-version': version });
const ask = (path: string, headers: Record<string, string> = {}, subject?: string, method = 'GET') =>
  stand.ask(path, subject, { method, headers });

const ROUTES: [string, string][] = [
  ['GET', '/v1/home'],
  ['GET', '/v2/home'],
  ['GET', '/v2/products/p-001'],
  ['GET', '/v1/orders/o-0042'],
  ['GET', '/v1/notifications'],
  ['POST', '/v2/notifications/n-0001/read'],
];

describe('an app below the least version', () => {
  it.each(ROUTES)(
    'is told to update by %s %s, logged in or not, and nobody is called',
    async (method, path) => {
      for (const platform of ['ios', 'android'] satisfies Platform[]) {
        for (const subject of ['alice', undefined]) {
          const answer = await ask(path, app(platform, '0.9.9'), subject, method);
          expect([
            answer.status,
            answer.headers.get('content-type'),
            answer.headers.get('x-app-update'),
          ]).toEqual([426, 'application/problem+json; charset=utf-8', 'required']);
          expect(await answer.json()).toMatchObject({
            type: '/problems/upgrade-required',
            detail: expect.stringContaining('1.0.0'),
            storeUrl: STORES[platform],
          });
        }
      }
      expect(await stand.shop.receivedInAll()).toBe(0);
    },
  );

  it('is told by Upgrade as well, as every 426 does', async () => {
    const { headers } = await ask('/v1/home', app('ios', '1.0.0-rc.1'));
    expect([headers.get('upgrade'), headers.get('connection')]).toEqual(['frontdesk-app/1.0.0', 'upgrade']);
  });

  it('may read the policy, the documents and the pages of problems', async () => {
    for (const path of [
      '/v1/app-policy',
      '/v2/app-policy',
      '/openapi.json',
      '/docs',
      '/problems/upgrade-required',
    ])
      expect((await ask(path, app('android', '0.1.0'))).status).toBe(200);
  });

  it('is not told of what is not there', async () => {
    expect((await ask('/v1/nothing', app('ios', '0.1.0'))).status).toBe(404);
  });
});

describe('an app', () => {
  it.each([
    ['1.0.0', 'recommended'],
    ['1.99.0', 'recommended'],
    ['2.0.0-beta.1', 'recommended'],
    ['2.0.0', null],
    ['2.0.0+build.7', null],
    ['10.0.0', null],
  ])('of version %s is answered, and told: %s', async (version, update) => {
    for (const path of ['/v1/home', '/v2/home']) {
      const answer = await ask(path, app('ios', version), 'alice');
      expect([answer.status, answer.headers.get('x-app-update')]).toEqual([200, update]);
    }
  });

  it('that names no version is answered', async () => {
    const answer = await ask('/v1/home', {}, 'alice');
    expect([answer.status, answer.headers.get('x-app-update')]).toEqual([200, null]);
  });

  it.each<[Record<string, string>, string]>([
    [app('ios', '1.0'), 'X-App-Version'],
    [app('ios', 'newest'), 'X-App-Version'],
    [app('ios', '1.0.0, 2.0.0'), 'X-App-Version'],
    [app('ios', ''), 'X-App-Version'],
    [app('windows', '1.0.0'), 'X-App-Platform'],
    [app('iOS', '1.0.0'), 'X-App-Platform'],
    [{ 'x-app-version': '2.0.0' }, 'X-App-Platform'],
    [{ 'x-app-platform': 'ios' }, 'X-App-Version'],
  ])('that says %j is refused, and told which header is wrong', async (headers, field) => {
    for (const [method, path] of [...ROUTES, ['GET', '/v1/app-policy']] as const) {
      const answer = await ask(path, headers, 'alice', method);
      expect([answer.status, await answer.json()]).toMatchObject([
        400,
        { errors: [{ in: 'header', field }] },
      ]);
    }
    expect(await stand.shop.receivedInAll()).toBe(0);
  });
});

it('what anybody may keep is kept apart by app, as the answer to another may be 426, or tell it to update', async () => {
  const varies = async (path: string) => (await ask(path, app('ios', '1.0.0'), 'alice')).headers.get('vary');
  for (const path of ['/v1/products/p-001', '/v2/products', '/v1/app-policy', '/v2/app-policy'])
    expect(await varies(path)).toBe('Accept-Encoding, X-App-Version, X-App-Platform');
  for (const path of ['/v1/home', '/v1/notifications', '/openapi.json'])
    expect((await varies(path)) ?? '').not.toContain('X-App');
  const { headers } = await ask('/v1/products/p-001', { 'if-none-match': '*' }, 'alice');
  expect(headers.get('vary')).toContain('X-App-Version');
});

describe('GET /v1/app-policy', () => {
  it('names the least and the recommended version of each platform, and its store', async () => {
    const answer = await ask('/v1/app-policy');
    expect(await answer.json()).toEqual({
      ios: { least: '1.0.0', recommended: '2.0.0', storeUrl: STORES.ios },
      android: { least: '1.0.0', recommended: '2.0.0', storeUrl: STORES.android },
    });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    const again = await ask('/v2/app-policy', { 'if-none-match': String(answer.headers.get('etag')) });
    expect(again.status).toBe(304);
  });
});

it('is counted by platform and published version, and no caller can add a label', async () => {
  await using counted = await Stand.start();
  const request = async (headers: Record<string, string>) =>
    (await counted.ask('/v1/app-policy', undefined, { headers })).status;
  const all = [
    app('ios', '1.2.7'),
    app('ios', '1.2.0'),
    app('android', '2.0.0'),
    app('android', '0.9.0'),
    ...Array.from({ length: 20 }, (_, n) => app('ios', `7.${n}.0`)),
    app('windows', '1.0.0'),
    {},
  ];
  for (const headers of all) await request(headers);
  const metrics = await (await fetch(`${counted.gateway.managementUrl}/metrics`)).text();
  expect(
    metrics
      .split('\n')
      .filter((line) => line.startsWith('app_requests_total'))
      .sort(),
  ).toEqual([
    'app_requests_total{platform="android",version="2.0",update="none"} 1',
    'app_requests_total{platform="android",version="other",update="required"} 1',
    'app_requests_total{platform="ios",version="1.2",update="recommended"} 2',
    'app_requests_total{platform="ios",version="other",update="none"} 20',
    'app_requests_total{platform="malformed",version="malformed",update="none"} 1',
    'app_requests_total{platform="none",version="none",update="none"} 1',
  ]);
});
