import type { RunningGateway } from '@frontdesk/gateway';
import {
  describeWithPostgres,
  describeWithRedis,
  embeddedDatabase,
  ownDatabase,
  postgresForTests,
  redisForTests,
  shopForTests,
  type TestPostgres,
  type TestRedis,
  type TestShop,
  tokenIssuer,
  type TokenIssuer,
} from '@frontdesk/testing';

// Jest evaluates the packages that require Nest while it still links Nest itself, unless Nest is there already.
await import('@nestjs/core');
const { startPartnerGateway } = await import('../src/start-partner-gateway.js');
const { Acts } = await import('../src/steering/acts.js');

const AUDIENCE = 'urn:frontdesk:partner-gateway';

/** Of the one owner of every stand. */
export const OWNER_TOKEN = 'a-token-of-an-owner-for-tests-alone';

type Settings = Readonly<Record<string, string>>;
type Clocks = NonNullable<Parameters<typeof startPartnerGateway>[1]>;

interface Parts {
  readonly shop: TestShop;
  readonly issuer: TokenIssuer;
  readonly settings: Settings;
  readonly clocks: Clocks;
  readonly database: typeof ownDatabase | undefined;
  readonly undo: () => Promise<void>;
}

/** What tests do, as the table of acts names it. */
const OWNER = { name: 'tests', source: '127.0.0.1' };
/** For tests that are about something else than limits. */
const GENEROUS = {
  name: 'generous',
  rate: { limit: 1_000_000, windowMs: 60_000 },
  burst: 1_000_000,
  quotaPerMonth: 1_000_000_000,
  scopes: ['products:read', 'orders:read', 'orders:write'],
};

/** The gateway on free ports and a database of its own, in front of the real shop and an issuer of tokens. */
export class Stand implements AsyncDisposable {
  readonly #applications = new Map<string, Promise<string>>();

  private constructor(
    readonly shop: TestShop,
    readonly issuer: TokenIssuer,
    readonly gateway: RunningGateway,
    /** What the gateway was started with, for one more process like it. */
    readonly settings: Settings,
    private readonly own: Settings,
    private readonly clocks: Clocks,
    private readonly undo: () => Promise<void>,
  ) {}

  /** With `DATABASE_URL` among the settings it is on that one, else on a database that is made for it. */
  static async start(
    settings: Settings = {},
    shopSettings: Settings = {},
    clocks: Clocks = {},
    makeDatabase = ownDatabase,
  ): Promise<Stand> {
    const [shop, issuer] = await Promise.all([shopForTests(shopSettings), tokenIssuer()]);
    const undo = async () => {
      await issuer.stop();
      await shop[Symbol.asyncDispose]();
    };
    const database = settings['DATABASE_URL'] ? undefined : makeDatabase;
    return Stand.#inFrontOf({ shop, issuer, settings, clocks, database, undo });
  }

  /** One more gateway in front of the same shop; where the first was given a database, on the same one. */
  beside(settings: Settings = {}, clocks = this.clocks): Promise<Stand> {
    const { shop, issuer } = this;
    const shared = Object.entries(this.settings).filter(([name]) => !(name in this.own));
    const all: Settings = { ...Object.fromEntries(shared), ...settings };
    const database = all['DATABASE_URL'] ? undefined : ownDatabase;
    return Stand.#inFrontOf({ shop, issuer, settings: all, clocks, database, undo: async () => undefined });
  }

  static async #inFrontOf({ shop, issuer, settings, clocks, database, undo }: Parts): Promise<Stand> {
    const ports = { PORT: '0', MANAGEMENT_PORT: '0', LOG_LEVEL: 'silent', OWNERS: `tester:${OWNER_TOKEN}` };
    const made = await database?.('PARTNER_DATA_DIR');
    const own = made?.settings ?? {};
    const env = { ...shop.environment, OIDC_ISSUER: issuer.issuer, ...ports, ...own, ...settings };
    const undoAll = async () => {
      await undo();
      await made?.[Symbol.asyncDispose]();
    };
    try {
      const gateway = await startPartnerGateway(env, clocks);
      return new Stand(shop, issuer, gateway, env, own, clocks, undoAll);
    } catch (error) {
      await undoAll();
      throw error;
    }
  }

  /** By which partners, applications and keys are made. */
  get acts(): InstanceType<typeof Acts> {
    return this.gateway.app.get(Acts);
  }

  /** The id of a partner's application, made when it is first asked for; its OAuth client is called as the partner is. */
  application(partner: string): Promise<string> {
    const known = this.#applications.get(partner);
    if (known) return known;
    const made = this.#makeApplication(partner);
    this.#applications.set(partner, made);
    return made;
  }

  async #makeApplication(partner: string): Promise<string> {
    const { acts } = this;
    await acts.createPlan(OWNER, GENEROUS);
    await acts.createPartner(OWNER, { id: partner, name: partner });
    const application = { partnerId: partner, name: 'tests', plan: GENEROUS.name };
    const { id } = await acts.createApplication(OWNER, application);
    await acts.addOAuthClient(OWNER, { clientId: partner, applicationId: id, environment: 'live' });
    return id;
  }

  /** A new key of a partner's application. */
  async newKey(partner: string, environment: 'live' | 'sandbox' = 'live'): Promise<string> {
    const application = await this.application(partner);
    return (await this.acts.createKey(OWNER, application, { environment })).key;
  }

  /** Asks the gateway, as a partner's program with an access token where one is named. */
  async ask(path: string, subject?: string, init: RequestInit & { scope?: string } = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (subject) {
      await this.application(subject);
      const { scope = 'products:read orders:read' } = init;
      headers.set(
        'authorization',
        `Bearer ${await this.issuer.mint({ sub: subject, aud: AUDIENCE, scope })}`,
      );
    }
    return fetch(this.gateway.url + path, { ...init, headers });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway.close();
    await this.undo();
  }
}

/** Starts a stand; those of one suite share the servers, where it is on servers. */
type Start = (settings?: Settings, clocks?: Clocks) => Promise<Stand>;

/** Whether others can share what a gateway stands on. */
type Shared = 'alone' | 'shared';

/**
 * Runs a suite with the embedded database and counting in memory, and again with a real PostgreSQL and a real Redis where
 * the machine has them.
 */
export function describeOnBoth(name: string, suite: (start: Start, shared: Shared) => void): void {
  describe(`${name}, embedded and in memory`, () =>
    suite((settings, clocks) => Stand.start(settings, {}, clocks, embeddedDatabase), 'alone'));

  describeWithPostgres(`${name}, on PostgreSQL`, () => {
    describeWithRedis(`${name}, counting in Redis`, () => {
      let started: Promise<[TestPostgres, TestRedis]> | undefined;
      suite(async (settings, clocks) => {
        const [postgres, redis] = await (started ??= Promise.all([postgresForTests(), redisForTests()]));
        const servers = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
        return Stand.start({ ...servers, ...settings }, {}, clocks);
      }, 'shared');
      // Named last, so that it runs after the suite has closed its stands.
      afterAll(async () => {
        for (const server of (await started) ?? []) await server[Symbol.asyncDispose]();
      });
    });
  });
}
