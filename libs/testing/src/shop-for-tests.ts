import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BUILT = join(process.cwd(), 'dist/apps/shop/main.js');
const START_WITHIN_MS = 15_000;

// Shipments stand still, so that what was read once reads the same again.
const FROZEN = { SHIPMENT_STEP_MS: '0' };

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
] as const;

export type ShopService = (typeof SERVICES)[number];

/** What a service of the shop can be told to do wrong. */
export interface Faults {
  readonly latencyMs?: number;
  readonly errorRate?: number;
  readonly status?: number;
  readonly hang?: boolean;
  readonly resetMidBody?: boolean;
}

/** The requests that a service received: in all, and by route. */
export interface Received {
  readonly total: number;
  readonly routes: Readonly<Record<string, number>>;
}

/** The real shop in a process of its own, on free ports, with fresh data and its control routes on. */
export class TestShop implements AsyncDisposable {
  constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    private readonly ports: Readonly<Record<ShopService, number>>,
  ) {}

  url(service: ShopService): string {
    return `http://127.0.0.1:${this.ports[service]}`;
  }

  /** The environment that points a gateway at this shop. */
  get environment(): Record<string, string> {
    return Object.fromEntries(SERVICES.map((service) => [`${service.toUpperCase()}_URL`, this.url(service)]));
  }

  async break(service: ShopService, faults: Faults): Promise<void> {
    await this.#control(service, 'PUT', 'faults', faults);
  }

  async mend(service: ShopService): Promise<void> {
    await this.#control(service, 'DELETE', 'faults');
  }

  async received(service: ShopService): Promise<Received> {
    return (await (await this.#control(service, 'GET', 'requests')).json()) as Received;
  }

  /** The requests that all services received. */
  async receivedInAll(): Promise<number> {
    const received = await Promise.all(SERVICES.map((service) => this.received(service)));
    return received.reduce((sum, { total }) => sum + total, 0);
  }

  /** Mends every service and counts from zero again. */
  async reset(): Promise<void> {
    await Promise.all(
      SERVICES.map(async (service) => {
        await this.mend(service);
        await this.#control(service, 'DELETE', 'requests');
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #control(service: ShopService, method: string, what: string, body?: unknown): Promise<Response> {
    const answer = await fetch(`${this.url(service)}/_control/${what}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok)
      throw new Error(`${method} ${what} of ${service}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}

/** Starts the built shop; fails where it was not built. */
export async function shopForTests(settings: Record<string, string> = {}): Promise<TestShop> {
  if (!existsSync(BUILT)) throw new Error('the shop is not built: npm run build');
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-shop-'));
  const ports = Object.fromEntries(SERVICES.map((service) => [`${service.toUpperCase()}_PORT`, '0']));
  const child = spawn(process.execPath, ['--enable-source-maps', BUILT], {
    env: {
      PATH: process.env['PATH'],
      SHOP_DATA_DIR: folder,
      SHOP_FAULTS: '1',
      ...FROZEN,
      ...ports,
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [ready] = (await Promise.race([
    once(child, 'message', { signal: AbortSignal.timeout(START_WITHIN_MS) }),
    once(child, 'exit').then(() => {
      throw new Error('the shop ended before it was ready');
    }),
  ])) as [{ services: Record<ShopService, number> }];
  return new TestShop(child, folder, ready.services);
}
