import { AUDIENCE, clientSettings } from '../../issuer.js';
import { logIn } from '../../log-in.js';
import type { Ground } from './ground.js';
import { startRedis, type Redis } from './redis.js';
import { startShop, type Shop } from './shop.js';
import { startProgram, type RunningProgram } from '../../processes/start-program.js';

/** So that no measurement runs into a limit, unless it is about limits. */
const NO_LIMIT = '999999999/60s';

type Environment = Readonly<Record<string, string>>;

export interface Gateway {
  readonly url: string;
  readonly managementUrl: string;
  readonly program: RunningProgram;
}

/** What one case may start, and what it needs to use it; everything that was started ends with the case. */
export interface Stand {
  readonly signal: AbortSignal;
  /** The real shop, as a process; all its services, or those that are named. */
  shop(...services: readonly string[]): Promise<Shop>;
  /** A real gateway, as a process, with settings besides those that every one has. */
  gateway(app: 'mobile-bff' | 'web-bff', settings: Environment): Promise<Gateway>;
  redis(): Promise<Redis>;
  /** The headers of a caller with a token, as mobile-bff takes it. */
  headersOf(user: string): Environment;
  /** The headers of a caller who has logged in at this web-bff. */
  logIn(webBff: Gateway, user: string): Promise<Environment>;
  /** Runs when the case ends. */
  finally(end: () => unknown): void;
}

/** Lets a case use a stand of its own, and ends whatever it started. */
export async function withStand<T>(ground: Ground, work: (stand: Stand) => Promise<T>): Promise<T> {
  const { signal, issuer, dataDir } = ground;
  const ends: (() => unknown)[] = [];
  const stand: Stand = {
    signal,
    finally: (end) => void ends.push(end),
    async shop(...services) {
      const shop = await startShop(dataDir, services, signal);
      ends.push(() => shop.stop());
      return shop;
    },
    async gateway(app, settings) {
      const environment = {
        HOST: '127.0.0.1',
        PORT: '0',
        MANAGEMENT_PORT: '0',
        OIDC_ISSUER: issuer.url,
        OIDC_AUDIENCE: AUDIENCE,
        ...clientSettings,
        RATE_LIMIT: NO_LIMIT,
        NODE_ENV: 'production',
        ...settings,
      };
      const start = { name: app, program: `dist/apps/${app}/main.js`, environment };
      const program = await startProgram(start, signal);
      ends.push(() => program.stop());
      return { url: program.url, managementUrl: program.readiness.managementUrl ?? '', program };
    },
    async redis() {
      const redis = await startRedis();
      ends.push(() => redis.kill());
      return redis;
    },
    headersOf: (user) => ({ authorization: `Bearer ${issuer.mint(user)}` }),
    async logIn({ url }, user): Promise<Environment> {
      return { ...(await logIn(url, user, issuer, signal)) };
    },
  };
  try {
    return await work(stand);
  } finally {
    // The last first: a gateway that ends should not find its upstreams gone.
    for (const end of ends.reverse()) await end();
  }
}
