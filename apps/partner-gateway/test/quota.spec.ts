import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@frontdesk/database';
import {
  DatabaseDoor,
  databaseFolder,
  describeWithPostgres,
  eventually,
  fakeClock,
  postgresForTests,
  shopForTests,
  type TestPostgres,
} from '@frontdesk/testing';
import { migrations } from '../src/database/migrations.js';
import type { Tables } from '../src/database/tables.js';
import { GatewayProcess } from './gateway-process.js';
import { type LimitedApplication, limitedApplication } from './limited-application.js';
import { describeOnBoth, OWNER_TOKEN, Stand } from './stand.js';

const { UsageLedger } = await import('../src/limits/usage-ledger.js');
const { Acts } = await import('../src/steering/acts.js');

const ROUTE = '/v2/prices/p-001';
/** As slow as a busy machine may be: what is counted here are quotas, and no service that is spared. */
const PATIENT = {
  DEADLINE_MS: '9000',
  PRICING_DEADLINE_MS: '9000',
  PRICING_ATTEMPT_TIMEOUT_MS: '9000',
  PRICING_BREAKER_VOLUME: '100000',
};
/** Written when a test says so, and else not while it runs. */
const BY_HAND = { ...PATIENT, USAGE_FLUSH_MS: '60000' };

const withKey = (url: string, key: string, path = ROUTE) =>
  fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
const leftOf = (answer: Response) =>
  Number(/"quota";r=(\d+);/.exec(answer.headers.get('ratelimit') ?? '')?.[1]);
const write = ({ gateway }: Stand) => gateway.app.get(UsageLedger).flush();

describeOnBoth('the quota of an application', (start) => {
  const NOON = Date.UTC(2026, 10, 20, 12);
  const clock = fakeClock(NOON);
  let stand: Stand;
  beforeAll(async () => (stand = await start(BY_HAND, { wallClock: clock })));
  afterAll(() => stand[Symbol.asyncDispose]());

  const ask = ({ key }: LimitedApplication, path?: string) => withKey(stand.gateway.url, key, path);
  const asOwner = async (path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${OWNER_TOKEN}` };
    return (await fetch(`${stand.gateway.managementUrl}/owner${path}`, { headers })).json();
  };

  it('is exact, and says until when there is no more', async () => {
    const application = await limitedApplication(stand.acts, { quotaPerMonth: 50 });
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask(application)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(150);
    expect(await refused[0]?.json()).toMatchObject({
      type: '/problems/quota-used-up',
      reason: 'quota',
      detail: 'The quota of 50 requests a month is used up until 2026-12-01T00:00:00Z.',
    });
    const leftS = 10.5 * 86_400;
    expect(refused[0]?.headers.get('retry-after')).toBe(String(leftS));
    expect(refused[0]?.headers.get('ratelimit-policy')).toContain(`"quota";q=50;w=${30 * 86_400}`);
    const used = (await ask(application)).headers.get('ratelimit');
    expect(used).toContain(`"quota";r=0;t=${leftS}`);
    // Once nothing is left of the quota, the others count nothing.
    const rateOf = (state: string | null) => /"rate";r=(\d+);/.exec(state ?? '')?.[1];
    expect(rateOf((await ask(application)).headers.get('ratelimit'))).toBe(rateOf(used));
  });

  it('is written with what was asked for and how it was answered, refusals too, and nothing of nobody', async () => {
    const application = await limitedApplication(stand.acts, { quotaPerMonth: 3 });
    for (const path of [ROUTE, '/v2/prices/p-002', '/v2/prices/p-999', ROUTE, ROUTE])
      await (await ask(application, path)).arrayBuffer();
    expect((await withKey(stand.gateway.url, `${application.key}x`)).status).toBe(401);
    clock.advance(1_500);
    await (await ask(application, '/v1/products?limit=1')).arrayBuffer();
    const told = `/usage?application=${application.id}&from=2026-11-20&to=2026-11-20`;
    await eventually(async () => {
      await write(stand);
      return ((await asOwner(told)) as { items: object[] }).items.length === 2;
    }, 'all of it to be written');

    const of = { applicationId: application.id, environment: 'live' };
    const noon = new Date(NOON).toISOString();
    const later = new Date(NOON + 1_500).toISOString();
    const prices = { ...of, version: 'v2', route: 'GET /v2/prices/:productId', requests: 5, errors: 3 };
    const products = { ...of, version: 'v1', route: 'GET /v1/products', requests: 1, errors: 1 };
    expect(await asOwner(told)).toMatchObject({
      items: [
        { ...products, statuses: { 429: 1 }, lastAt: later },
        { ...prices, statuses: { 200: 2, 404: 1, 429: 2 }, lastAt: noon },
      ],
    });
    const { keys } = (await asOwner(`/applications/${application.id}`)) as { keys: { id: string }[] };
    expect(keys.find(({ id }) => id === application.keyId)).toMatchObject({ lastUsedAt: later });
  });

  it('begins anew with the month', async () => {
    const application = await limitedApplication(stand.acts, { quotaPerMonth: 1 });
    expect((await ask(application)).status).toBe(200);
    clock.advance(Date.UTC(2026, 11) - clock.now() - 1);
    const refused = await ask(application);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    clock.advance(1);
    const answer = await ask(application);
    expect([answer.status, leftOf(answer)]).toEqual([200, 0]);
    expect(answer.headers.get('ratelimit-policy')).toContain(`"quota";q=1;w=${31 * 86_400}`);
    expect((await ask(application)).status).toBe(429);
  });
});

/** A database, and what a gateway is told of it. */
interface Kept {
  readonly settings: Readonly<Record<string, string>>;
  readonly open: () => ReturnType<typeof openDatabase>;
}

const FLUSH_MS = 250;
/** What the write itself may take on a machine that does much else. */
const WRITE_MS = 750;

function survivesKills(keep: () => Promise<Kept>): void {
  it('loses of the quota what it accepted in one interval where it is killed, and nothing where it is stopped', async () => {
    const [kept, shop] = await Promise.all([keep(), shopForTests()]);
    const using = async <T>(work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>) => {
      const database = await kept.open();
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    };
    let id = '';
    const used = () =>
      using(async (database) => {
        const quotas = database.tables<Tables>().selectFrom('quotas');
        const row = await quotas.select('used').where('application_id', '=', id).executeTakeFirst();
        return Number(row?.used ?? 0);
      });
    try {
      const { id: made, key } = await using(async (database) => {
        await database.migrate(migrations);
        return limitedApplication(new Acts({ database, acted: async () => undefined, now: Date.now }));
      });
      id = made;
      const settings = { ...shop.environment, ...kept.settings };

      const first = await GatewayProcess.start({ ...settings, USAGE_FLUSH_MS: String(FLUSH_MS) });
      const acceptedAt: number[] = [];
      let isAlive = true;
      const askOn = async () => {
        while (isAlive) {
          const answer = await withKey(first.url, key).catch(() => undefined);
          if (answer?.status === 200) acceptedAt.push(performance.now());
          await answer?.arrayBuffer().catch(() => undefined);
          // A hundred a second of each will do: as many as it can take is another matter.
          await pause(10);
        }
      };
      const asking = Array.from({ length: 4 }, askOn);
      const began = performance.now();
      await eventually(() => performance.now() - began > 3 * FLUSH_MS + WRITE_MS, 'some writes', 10_000);
      const killedAt = performance.now();
      await first.kill();
      isAlive = false;
      await Promise.all(asking);

      const isSafe = (at: number) => at < killedAt - FLUSH_MS - WRITE_MS;
      const written = await used();
      expect(acceptedAt.filter(isSafe).length).toBeGreaterThan(0);
      expect(written).toBeGreaterThanOrEqual(acceptedAt.filter(isSafe).length);
      // Those that were under way may be written and never answered.
      expect(written).toBeLessThanOrEqual(acceptedAt.length + asking.length);

      await using second = await GatewayProcess.start({ ...settings, ...BY_HAND });
      expect(leftOf(await withKey(second.url, key))).toBe(1_000_000 - written - 1);
      for (let time = 0; time < 9; time += 1) await withKey(second.url, key);
      await second.stop();
      expect(await used()).toBe(written + 10);
    } finally {
      await shop[Symbol.asyncDispose]();
    }
  });
}

describe('a gateway with its database in the process', () => {
  let folder = '';
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  survivesKills(async () => {
    folder = await databaseFolder();
    return {
      settings: { PARTNER_DATA_DIR: folder },
      open: () => openDatabase({ name: 'test', folder, folderSetting: 'PARTNER_DATA_DIR' }),
    };
  });
});

describeWithPostgres('gateways on one PostgreSQL', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await postgresForTests();
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  survivesKills(async () => {
    const databaseUrl = postgres.url;
    return {
      settings: { DATABASE_URL: databaseUrl },
      open: () => openDatabase({ name: 'test', databaseUrl, folder: '', folderSetting: '' }),
    };
  });

  it('add up what they count, lose nothing while it is away, and let no request wait for it', async () => {
    await using door = await DatabaseDoor.to(postgres.url);
    const patient = { ...BY_HAND, DIRECTORY_STALE_MS: '600000' };
    await using one = await Stand.start({ ...patient, DATABASE_URL: door.url });
    const { key } = await limitedApplication(one.acts, { quotaPerMonth: 100 });
    const ask = ({ gateway }: Stand) => withKey(gateway.url, key);

    for (let time = 0; time < 3; time += 1) await ask(one);
    await write(one);
    await door.close();
    for (let time = 0; time < 4; time += 1) expect((await ask(one)).status).toBe(200);
    await expect(write(one)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(leftOf(await ask(one))).toBe(100 - 8);
    await using two = await one.beside({ DATABASE_URL: postgres.url });
    expect(leftOf(await ask(two))).toBe(100 - 3 - 1);

    await door.open();
    const isWritten = () =>
      write(one).then(
        () => true,
        () => false,
      );
    await eventually(isWritten, 'what is counted to be written', 10_000);
    await write(two);
    expect(leftOf(await ask(two))).toBe(100 - 8 - 1 - 1);
  });
});
