import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { RunningGateway } from '@frontdesk/gateway';

// Jest evaluates the packages that require Nest while it still links Nest itself, unless Nest is there already.
await import('@nestjs/core');
const { startWebBff } = await import('../src/start-web-bff.js');

const SCRIPT = `console.log(${JSON.stringify('shop'.repeat(600))});`;
const ENV = {
  PORT: '0',
  MANAGEMENT_PORT: '0',
  LOG_LEVEL: 'silent',
  OIDC_ISSUER: 'http://127.0.0.1:9',
  OIDC_CLIENT_SECRET: 'a secret of nobody',
};
const PAGES = [
  '/',
  '/products',
  '/products/p-001',
  '/cart',
  '/checkout',
  '/orders',
  '/orders/o-0042',
  '/account',
];

const patternOf = (path: string) => path.replace(/(p|o)-\d+$/, ':id');

/** The storefront as the build leaves it, and beside it what is nobody's business. */
function builtShop(): string {
  const folder = mkdtempSync(join(tmpdir(), 'storefront-'));
  const shop = join(folder, 'storefront');
  mkdirSync(join(shop, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.svg'), 'secret');
  writeFileSync(join(shop, 'index.html'), '<!doctype html><title>The shop</title>');
  writeFileSync(join(shop, 'pages.json'), JSON.stringify(PAGES.map(patternOf)));
  writeFileSync(join(shop, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(shop, '.env'), 'secret');
  const script = join(shop, 'assets/index-a1b2C3d_.js');
  writeFileSync(script, SCRIPT);
  writeFileSync(`${script}.br`, brotliCompressSync(SCRIPT));
  writeFileSync(`${script}.gz`, gzipSync(SCRIPT));
  writeFileSync(`${script}.map`, '{}');
  return folder;
}

describe('the storefront at web-bff', () => {
  const folder = builtShop();
  let gateway: RunningGateway;
  const get = (path: string, init?: RequestInit) => fetch(gateway.url + path, init);

  beforeAll(async () => {
    const IMAGE_ORIGINS = 'https://images.example,http://127.0.0.1:3022';
    gateway = await startWebBff({ ...ENV, STOREFRONT_DIR: join(folder, 'storefront'), IMAGE_ORIGINS });
  });
  afterAll(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  /** Sends a target as it is written: `fetch` would tidy it. */
  function rawGet(target: string): Promise<{ status: number; body: string }> {
    const { hostname, port } = new URL(gateway.url);
    return new Promise((resolve, reject) => {
      request({ hostname, port, path: target, agent: false }, (answer) => {
        text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body }), reject);
      })
        .on('error', reject)
        .end();
    });
  }

  it.each(PAGES)('is one document at %s, for everybody, and kept nowhere', async (path) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toContain('The shop');
    const head = await get(path, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-security-policy')).toBe(answer.headers.get('content-security-policy'));
  });

  it.each(['/nowhere', '/products/p-001/reviews', '/orders/', '/index.html', '/api/nowhere', '/bff/nowhere'])(
    'is not at %s: what is unknown stays unknown',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  it.each(['./storefront', 'storefront/', 'storefront/assets/..', './/storefront'])(
    'is found in a folder that is named %s',
    async (name) => {
      const STOREFRONT_DIR = `${relative('.', folder)}/${name}`;
      const other = await startWebBff({ ...ENV, STOREFRONT_DIR });
      const paths = ['/', '/favicon.svg', '/assets/index-a1b2C3d_.js'];
      const answers = await Promise.all(paths.map((path) => fetch(other.url + path)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      await other.close();
    },
  );

  it.each([undefined, 'no JSON', '[]', '["/api/home"]', '["/bff"]', '["/*"]', '["//evil"]', '["/cart", 1]'])(
    'is not served, and the gateway does not start, where its build says of its pages %s',
    async (told) => {
      const other = builtShop();
      const file = join(other, 'storefront/pages.json');
      if (told === undefined) rmSync(file);
      else writeFileSync(file, told);
      await expect(startWebBff({ ...ENV, STOREFRONT_DIR: join(other, 'storefront') })).rejects.toThrow(
        `STOREFRONT_DIR: ${file}`,
      );
      rmSync(other, { recursive: true });
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('takes no %s', async (method) => {
    const answer = await get('/cart', { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('lets its pages run nothing that is not a file of its own, and load pictures from where they are alone', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(
      Object.fromEntries(policy.split('; ').map((directive) => directive.split(/ (.*)/).slice(0, 2))),
    ).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' https://images.example http://127.0.0.1:3022",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    });
    expect(policy).not.toMatch(/unsafe|data:|\*/);
  });

  it('sends with documents what documents need, and with data nothing of it', async () => {
    const names = [
      'content-security-policy',
      'referrer-policy',
      'permissions-policy',
      'cross-origin-opener-policy',
    ];
    const [page, data, problem] = await Promise.all([
      get('/account'),
      get('/api/nowhere'),
      get('/api/account'),
    ]);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    for (const name of names) {
      expect([name, page.headers.has(name)]).toEqual([name, true]);
      expect([name, data.headers.has(name), problem.headers.has(name)]).toEqual([name, false, false]);
    }
  });

  it('has files whose name changes with what is in them, and so are kept for a year', async () => {
    const answer = await get('/assets/index-a1b2C3d_.js');
    expect([answer.status, await answer.text()]).toEqual([200, SCRIPT]);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-security-policy')).toBeNull();
    expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('public, max-age=3600');
  });

  it.each([
    ['br', 'br'],
    ['gzip, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', null],
  ])('sends a file to who takes %s in %s, as the build left it', async (accepted, coding) => {
    const answer = await get('/assets/index-a1b2C3d_.js', { headers: { 'accept-encoding': accepted } });
    expect([answer.headers.get('content-encoding'), await answer.text()]).toEqual([coding, SCRIPT]);
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
  });

  it('sends nothing again to who has it, in whatever coding', async () => {
    const first = await get('/assets/index-a1b2C3d_.js', { headers: { 'accept-encoding': 'br' } });
    for (const coding of ['br', 'gzip', 'identity']) {
      const again = await get('/assets/index-a1b2C3d_.js', {
        headers: { 'accept-encoding': coding, 'if-none-match': String(first.headers.get('etag')) },
      });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    const head = await get('/assets/index-a1b2C3d_.js', {
      method: 'HEAD',
      headers: { 'accept-encoding': 'identity' },
    });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(SCRIPT.length),
      '',
    ]);
  });

  it.each([
    '/../secret.svg',
    '/assets/../../secret.svg',
    '/..%2fsecret.svg',
    '/assets/..%2f..%2fsecret.svg',
    '/assets/%2e%2e/%2e%2e/secret.svg',
    '/assets/..%5c..%5csecret.svg',
    '/assets//index-a1b2C3d_.js',
    '//secret.svg',
    '/.env',
    '/assets/index-a1b2C3d_.js.map',
    '/assets/index-a1b2C3d_.js.br',
    '/assets/',
    '/assets',
    '/assets/index-a1b2C3d_.js%00',
    '/assets/INDEX-a1b2C3d_.js',
  ])('has nothing at %s', async (target) => {
    const { status, body } = await rawGet(target);
    expect([400, 404]).toContain(status);
    expect(body).not.toContain('secret"');
    expect(JSON.parse(body)).toMatchObject({ status });
  });

  it('leaves the documents of the gateway where they are', async () => {
    expect([(await get('/docs')).status, (await get('/openapi.json')).status]).toEqual([200, 200]);
  });

  it('goes on as it was while another is built into its folder', async () => {
    rmSync(join(folder, 'storefront/assets'), { recursive: true });
    expect((await get('/assets/index-a1b2C3d_.js')).status).toBe(200);
  });
});

it('web-bff without a storefront serves its API', async () => {
  const gateway = await startWebBff({ ...ENV, STOREFRONT_DIR: '/nonexistent' });
  try {
    expect((await fetch(`${gateway.url}/`)).status).toBe(404);
    expect((await fetch(`${gateway.url}/openapi.json`)).status).toBe(200);
  } finally {
    await gateway.close();
  }
});

it('web-bff refuses to start with an origin of pictures that is none', async () => {
  await expect(startWebBff({ ...ENV, IMAGE_ORIGINS: '*' })).rejects.toThrow('IMAGE_ORIGINS');
});
