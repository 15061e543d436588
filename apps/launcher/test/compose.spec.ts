import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programPath, recordSkipped } from '@frontdesk/testing';
import { checkout } from '../src/checkout.js';
import { SERVICES } from '../src/services.js';

const run = promisify(execFile);
const file = 'docker/compose.yaml';
const text = readFileSync(join(checkout, file), 'utf8');
const compose = await commandOf();

describe('the compose file', () => {
  it.each(SERVICES)('tells the gateways where the shop has its $name', ({ name, port }) => {
    expect(text).toContain(`${name.toUpperCase()}_URL: http://shop:${port}\n`);
  });

  it.each(['web-bff', 'mobile-bff', 'partner-gateway', 'checkout', 'identity', 'shop'])(
    'builds %s from the one Dockerfile',
    (app) => {
      expect(text).toContain(`build: { context: .., dockerfile: docker/Dockerfile, args: { APP: ${app} } }`);
    },
  );

  it.each(['products', 'inventory', 'pricing', 'orders', 'shipping'])(
    'tells partner-gateway where the sandbox has its %s, and the checkout of the sandbox nothing of the real one',
    (name) => {
      const setting = `${name.toUpperCase()}_URL`;
      const port = SERVICES.find((service) => service.name === name)?.port;
      expect(text).toContain(`SANDBOX_${setting}: http://sandbox-shop:${port}\n`);
      const [, ofSandboxCheckout = ''] = /^  sandbox-checkout:\n((?: {4}.*\n)*)/m.exec(text) ?? [];
      if (name !== 'products')
        expect(ofSandboxCheckout).toContain(` ${setting}: http://sandbox-shop:${port}\n`);
      expect(ofSandboxCheckout).not.toMatch(/\*settings|http:\/\/shop:/);
    },
  );

  it('holds no secret, only samples that say so and that the environment replaces', () => {
    const secrets = [...text.matchAll(/^\s*(\w*(?:SECRET|PASSWORD|TOKEN|_KEY|CREDENTIAL)\w*): (.*)$/gim)];
    expect(secrets.map(([, name]) => name)).toEqual([
      'OIDC_CLIENT_SECRET',
      'SESSION_KEYS',
      'WEB_BFF_CLIENT_SECRET',
    ]);
    for (const [, , value] of secrets) expect(value).toMatch(/^\$\{[A-Z_]+:-sample-[\w-]+\}$/);
  });

  it('gives web-bff the secret that the identity provider knows it by, and a key of 32 bytes', () => {
    const [ofWebBff, ofIdentity] = ['OIDC_CLIENT_SECRET', 'WEB_BFF_CLIENT_SECRET'].map(
      (name) => new RegExp(`^ +${name}: (.*)$`, 'm').exec(text)?.[1],
    );
    expect(ofWebBff).toBe(ofIdentity);
    const [, key = ''] = /SESSION_KEYS: .*:-(.*)\}/.exec(text) ?? [];
    expect(Buffer.from(key, 'base64url').toString('base64url')).toBe(key);
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  });

  it('lets browsers have the pictures of products from where the pages of web-bff may show them', () => {
    const port = SERVICES.find(({ name }) => name === 'products')?.port;
    const origin = `http://127.0.0.1:${port}`;
    expect(text).toContain(`SHOP_IMAGES_URL: ${origin}/images\n`);
    expect(text).toContain(`IMAGE_ORIGINS: ${origin}\n`);
    expect(text).toContain(`ports: ['127.0.0.1:${port}:${port}']`);
  });

  (compose ? it : it.skip)('is one that Docker Compose takes', async () => {
    const [program, ...args] = compose ?? ['', ''];
    await run(program, [...args, '-f', file, 'config', '-q'], { cwd: checkout });
  });
});

/** The client alone, of either age: it needs no engine to read the file. */
async function commandOf(): Promise<readonly [string, ...string[]] | undefined> {
  const works = programPath('docker') && (await run('docker', ['compose', 'version']).catch(() => undefined));
  if (works) return ['docker', 'compose'];
  if (programPath('docker-compose')) return ['docker-compose'];
  recordSkipped(`${file} read by Docker Compose`, 'apt-get install docker-compose');
  return undefined;
}
