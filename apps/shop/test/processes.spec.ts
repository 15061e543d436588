import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { eventually } from '@frontdesk/testing';
import { ask, temporaryFolder } from './running-shop.js';

const BUNDLER = 'node_modules/rolldown/bin/cli.mjs';

interface Started {
  child: ChildProcess;
  services: Record<string, number>;
  stdout: () => string;
}

describe('the shop as a process', () => {
  const folder = temporaryFolder();
  const program = join(folder.path, 'shop.mjs');
  const children: ChildProcess[] = [];
  const anyPorts = Object.fromEntries(['USERS', 'ORDERS', 'SHIPPING'].map((name) => [`${name}_PORT`, '0']));

  beforeAll(() => {
    const args = [
      BUNDLER,
      'apps/shop/src/main.ts',
      '--file',
      program,
      '--format',
      'esm',
      '--platform',
      'node',
    ];
    const built = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stderr);
  });
  afterEach(async () => {
    for (const child of children.splice(0))
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
  });
  afterAll(() => folder[Symbol.dispose]());

  function run(
    dataDir: string,
    env: Record<string, string>,
  ): { child: ChildProcess; out: () => [string, string] } {
    const child = spawn(process.execPath, [program], {
      env: {
        SHOP_DATA_DIR: join(folder.path, dataDir),
        SHOP_SERVICES: 'users,orders,shipping',
        ...anyPorts,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    children.push(child);
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (chunk) => (stdout += chunk));
    child.stderr?.on('data', (chunk) => (stderr += chunk));
    return { child, out: () => [stdout, stderr] };
  }

  async function start(dataDir: string, env: Record<string, string> = {}): Promise<Started> {
    const { child, out } = run(dataDir, env);
    const failed = once(child, 'exit').then(() => Promise.reject(new Error(out()[1])));
    const [ready] = (await Promise.race([once(child, 'message'), failed])) as [
      { services: Record<string, number> },
    ];
    failed.catch(() => undefined);
    return { child, services: ready.services, stdout: () => out()[0] };
  }

  async function failure(env: Record<string, string>): Promise<{ code: unknown; lines: string[] }> {
    const { child, out } = run('failing', env);
    const [code] = await once(child, 'close');
    return { code, lines: out()[1].trim().split('\n') };
  }

  const at = ({ services }: Started, service: string, path: string) =>
    `http://127.0.0.1:${services[service]}${path}`;
  const placeOrder = (shop: Started, key?: string) =>
    ask(at(shop, 'orders', '/orders'), {
      method: 'POST',
      as: 'alice',
      key,
      body: { items: [{ productId: 'p-001', quantity: 1 }] },
    });

  it('says in one line of JSON that it is ready, and where', async () => {
    const shop = await start('ready');
    await ask(at(shop, 'users', '/health'));
    expect(JSON.parse(shop.stdout())).toEqual({ ready: true, services: shop.services });
    expect(Object.keys(shop.services)).toEqual(['users', 'orders', 'shipping']);
  });

  it('keeps what was done when it is killed and started again, keys included', async () => {
    const first = await start('kept');
    const command = {
      method: 'POST',
      as: 'alice',
      key: 'kept',
      body: { items: [{ productId: 'p-001', quantity: 1 }] },
    };
    const placed = await ask(at(first, 'orders', '/orders'), command);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = await start('kept');
    expect(await ask(at(second, 'orders', `/orders/${String(placed.body['id'])}`))).toMatchObject({
      status: 200,
      body: placed.body,
    });
    expect((await ask(at(second, 'orders', '/orders'), command)).body).toEqual(placed.body);
  });

  it('is filled once by several that start at once, which then write side by side', async () => {
    const shops = await Promise.all(Array.from({ length: 4 }, () => start('shared')));
    const placed = await Promise.all(
      Array.from({ length: 40 }, (_, n) => placeOrder(shops[n % 4] as Started)),
    );
    expect(new Set(placed.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(placed.map(({ body }) => body['id'])).size).toBe(40);
    const read = await ask(at(shops[0] as Started, 'orders', '/orders/o-0302'));
    expect(read).toMatchObject({ status: 200 });
    const withOneKey = await Promise.all(
      Array.from({ length: 20 }, (_, n) => placeOrder(shops[n % 4] as Started, 'one')),
    );
    expect(new Set(withOneKey.map(({ body }) => body['id'])).size).toBe(1);
    const names = await Promise.all(shops.map((shop) => ask(at(shop, 'orders', '/orders/o-0001'))));
    expect(new Set(names.map(({ headers }) => headers.get('x-instance'))).size).toBe(4);
  });

  it('runs a further instance at its port plus the offset', async () => {
    const port = await freePort();
    const shop = await start('offset', {
      SHOP_SERVICES: 'orders',
      ORDERS_PORT: String(port - 100),
      INSTANCE_OFFSET: '100',
    });
    expect(shop.services).toEqual({ orders: port });
    const answer = await ask(at(shop, 'orders', '/orders/o-0001'));
    expect(answer.headers.get('x-instance')).toBe(`orders@${port}`);
  });

  it.each(['SIGTERM', 'SIGINT', 'disconnect'] as const)(
    'ends within a second on %s, though connections are kept and requests hang',
    async (how) => {
      const shop = await start('ending', { SHOP_FAULTS: '1' });
      const idle = connect(shop.services['users'] ?? 0, '127.0.0.1');
      idle.on('error', () => undefined);
      await once(idle, 'connect');
      await ask(at(shop, 'orders', '/_control/faults'), { method: 'PUT', body: { hang: true } });
      const hung = fetch(at(shop, 'orders', '/orders/o-0001')).catch((error: Error) => error.name);
      await eventually(async () => {
        const counted = await ask(at(shop, 'orders', '/_control/requests'));
        return counted.body['total'] === 1;
      }, 'the hanging request to arrive');
      const ended = once(shop.child, 'exit');
      const startedAt = performance.now();
      if (how === 'disconnect') shop.child.disconnect();
      else shop.child.kill(how);
      expect(await ended).toEqual([0, null]);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
      expect(await hung).toBe('TypeError');
    },
  );

  it.each([
    ['ORDERS_PORT', 'many'],
    ['ORDERS_PORT', '70000'],
    ['INSTANCE_OFFSET', '-1'],
    ['SHOP_SERVICES', 'orders,bakery'],
    ['SHOP_FAULTS', 'yes'],
    ['SHIPMENT_STEP_MS', '1.5'],
    ['SHOP_IMAGES_URL', 'ftp://pictures'],
    ['HOST', '192.0.2.1'],
    ['SHOP_DATA_DIR', '/dev/null/none'],
  ])('refuses %s=%s in one line that names it', async (setting, value) => {
    const { code, lines } = await failure({ [setting]: value });
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^shop: ${setting}\\b`))]);
  });

  it('says in one line which service could not have its port', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { code, lines } = await failure({ ORDERS_PORT: String(port) });
    taken.close();
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [`shop: ORDERS_PORT: port ${port} is taken, so orders cannot start`],
    });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
