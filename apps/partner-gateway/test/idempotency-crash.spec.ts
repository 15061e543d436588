import { rmSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@frontdesk/database';
import {
  databaseFolder,
  describeWithPostgres,
  type FakeUpstream,
  fakeUpstream,
  freePort,
  postgresForTests,
  shopForTests,
  TestCheckout,
  type TestPostgres,
  type TestShop,
} from '@frontdesk/testing';
import { migrations } from '../src/database/migrations.js';
import { Acts } from '../src/steering/acts.js';
import { GatewayProcess } from './gateway-process.js';

type Settings = Readonly<Record<string, string>>;

const OWNER = { name: 'tests', source: '127.0.0.1' };
const PLAN = {
  name: 'crashes',
  rate: { limit: 100_000, windowMs: 60_000 },
  burst: 10_000,
  quotaPerMonth: 1_000_000,
  scopes: ['orders:write'],
};
/** Short, so that what a killed process carried out is not waited for long. */
const QUICK = { DEADLINE_MS: '1500', CHECKOUT_DEADLINE_MS: '1500', IDEMPOTENCY_LEASE_MS: '1600' };
const ASK_AGAIN_MS = 50;
/** Of a hundred at once; on a busy machine one may take too long, and is to be repeated. */
const EXPECTED = [201, 409, 503, 504];
const ORDER = JSON.stringify({ items: [{ productId: 'p-001', quantity: 1 }] });
const FORWARDED = ['content-type', 'idempotency-key', 'x-partner-id', 'x-envoy-expected-rq-timeout-ms'];

let shop: TestShop;
let checkout: TestCheckout;
/** Stands before the checkout, and tells when an answer of its goes by. */
let relay: FakeUpstream;
let passing: (send: () => Promise<void>) => Promise<void>;
let keys = 0;
const newKey = () => `key-${(keys += 1)}`;

beforeAll(async () => {
  [shop, checkout] = [await shopForTests(), new TestCheckout(await freePort())];
  await checkout.start(shop.environment);
  relay = await fakeUpstream(async ({ method, url, headers, body }, response) => {
    const own = FORWARDED.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : []));
    const answer = await fetch(checkout.url + url, { method, body, headers: own as [string, string][] });
    const text = await answer.text();
    await passing(async () => {
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      const sent = once(response, 'finish');
      response.end(text);
      await sent;
    });
  });
}, 60_000);
beforeEach(() => {
  relay.requests.length = 0;
  passing = (send) => send();
});
afterAll(async () => {
  for (const each of [relay, checkout, shop]) await each?.[Symbol.asyncDispose]();
});

interface Placed {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

async function place(gateway: GatewayProcess, credential: string, key: string): Promise<Placed> {
  const answer = await fetch(`${gateway.url}/v2/orders`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${credential}`,
      'idempotency-key': key,
      'content-type': 'application/json',
    },
    body: ORDER,
  });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

/** Repeats a call until it is over; resolves to every status, and to the last answer. */
async function repeat(...call: Parameters<typeof place>): Promise<Placed & { statuses: number[] }> {
  const statuses: number[] = [];
  for (;;) {
    const answer = await place(...call);
    statuses.push(answer.status);
    if (![409, 503, 504].includes(answer.status) || statuses.length > 200) return { ...answer, statuses };
    await pause(ASK_AGAIN_MS);
  }
}

/** What the shop itself knows. */
async function ordersOf(partner: string): Promise<number> {
  const answer = await fetch(`${shop.url('orders')}/orders?limit=100`, {
    headers: { 'x-partner-id': partner },
  });
  return ((await answer.json()) as { items: object[] }).items.length;
}

/** Makes a partner with two applications, and resolves to a key of each. */
async function makeKeys(partner: string, settings: Settings): Promise<[string, string]> {
  const { DATABASE_URL: databaseUrl, PARTNER_DATA_DIR: folder = '' } = settings;
  const database = await openDatabase({ name: 'tests', databaseUrl, folder, folderSetting: 'x' });
  try {
    await database.migrate(migrations);
    const acts = new Acts({ database, acted: () => Promise.resolve(), now: Date.now });
    await acts.createPlan(OWNER, PLAN);
    await acts.createPartner(OWNER, { id: partner, name: partner });
    const keyOf = async (name: string) => {
      const { id } = await acts.createApplication(OWNER, { partnerId: partner, name, plan: PLAN.name });
      return (await acts.createKey(OWNER, id, { environment: 'live' })).key;
    };
    return [await keyOf('first'), await keyOf('second')];
  } finally {
    await database.close();
  }
}

/** Where in the way of an answer the gateway is killed. */
type Point = readonly [
  when: string,
  passes: (send: () => Promise<void>, kill: () => Promise<void>) => Promise<void>,
];
const BEFORE: Point = ['when the service has answered, and it does not know', (_, kill) => kill()];
const AFTER: Point = ['when it has the service’s answer, perhaps', (send, kill) => send().then(kill)];

function placesOnce(
  partner: string,
  database: () => Promise<Settings>,
  { isOurs, points }: { readonly isOurs: boolean; readonly points: readonly Point[] },
): void {
  let settings: Settings;
  let gateway: GatewayProcess;
  let ours: string;
  let others: string;
  const start = async () => {
    gateway = await GatewayProcess.start(settings);
  };
  beforeAll(async () => {
    settings = { ...shop.environment, CHECKOUT_URL: relay.url, ...QUICK, ...(await database()) };
    [ours, others] = await makeKeys(partner, settings);
    await start();
  }, 60_000);
  afterAll(() => gateway?.kill());

  it('places one order, of a hundred calls with one key at once', async () => {
    const [key, before] = [newKey(), await ordersOf(partner)];
    const answers = await Promise.all(Array.from({ length: 100 }, () => place(gateway, ours, key)));
    expect(answers.filter(({ status }) => !EXPECTED.includes(status))).toEqual([]);
    const { status: end, body } = await repeat(gateway, ours, key);
    expect(end).toBe(201);
    for (const each of answers.filter(({ status }) => status === 201)) expect(each.body).toBe(body);
    expect(await ordersOf(partner)).toBe(before + 1);

    const { status, body: another } = await place(gateway, others, key);
    expect(status).toBe(201);
    expect(another).not.toBe(body);
    expect(await ordersOf(partner)).toBe(before + 2);
  }, 20_000);

  it.each(points)(
    'killed (-9) %s, places one order, and repeats what it says of it',
    async (_, passes) => {
      const [key, before] = [newKey(), await ordersOf(partner)];
      let killed = false;
      passing = async (send) => {
        passing = (later) => later();
        await passes(send, async () => {
          killed = true;
          await gateway.kill();
        });
      };
      const cut = await place(gateway, ours, key).catch(() => undefined);
      // Where it was the faster one, it has answered.
      expect([killed, cut?.status ?? 201]).toEqual([true, 201]);
      expect(await ordersOf(partner)).toBe(before + 1);

      await start();
      const { statuses, status, body, headers } = await repeat(gateway, ours, key);
      expect(status).toBe(201);
      if (isOurs) expect(statuses).toEqual([201]);
      if (cut) expect(body).toBe(cut.body);
      expect(headers.get('location')).toBe(`/v2/orders/${(JSON.parse(body) as { id: string }).id}`);
      const again = await place(gateway, ours, key);
      expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([
        201,
        body,
        'true',
      ]);
      expect(await ordersOf(partner)).toBe(before + 1);
      expect(new Set(relay.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    },
    30_000,
  );
}

describe('a gateway with an embedded database', () => {
  let folder: string;
  placesOnce('embedded', async () => ({ PARTNER_DATA_DIR: (folder = await databaseFolder()) }), {
    isOurs: true,
    points: [BEFORE],
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
});

describeWithPostgres('a gateway on PostgreSQL', () => {
  let postgres: TestPostgres;
  const database = async () => {
    postgres ??= await postgresForTests();
    return { DATABASE_URL: postgres.url };
  };
  afterAll(() => postgres?.[Symbol.asyncDispose]());

  describe('alone', () => placesOnce('served', database, { isOurs: false, points: [BEFORE, AFTER] }));

  it('of two, places one order of the calls at both; and says nothing of one that passed to the other while it was halted', async () => {
    const settings = { ...shop.environment, CHECKOUT_URL: relay.url, ...QUICK, ...(await database()) };
    const [ours] = await makeKeys('shared', settings);
    await using first = await GatewayProcess.start(settings);
    await using second = await GatewayProcess.start(settings);
    const both = [first, second];

    const together = newKey();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => place(both[n % 2]!, ours, together)),
    );
    expect(answers.filter(({ status }) => !EXPECTED.includes(status))).toEqual([]);
    const ends = await Promise.all(both.map((gateway) => repeat(gateway, ours, together)));
    expect(new Set(ends.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(await ordersOf('shared')).toBe(1);

    // Halted when the service has answered, and told to go on when its command has long been another's.
    const key = newKey();
    let goOn = () => {};
    const takenOver = new Promise<void>((resolve) => (goOn = resolve));
    const isHalted = new Promise<void>((resolve) => {
      passing = async (send) => {
        passing = (later) => later();
        first.signal('SIGSTOP');
        resolve();
        await takenOver;
        await send();
      };
    });
    const halted = place(first, ours, key);
    await isHalted;
    const taken = await repeat(second, ours, key);
    expect(taken.status).toBe(201);
    goOn();
    first.signal('SIGCONT');
    expect([409, 503, 504]).toContain((await halted).status);
    for (const gateway of both) {
      const again = await place(gateway, ours, key);
      expect([again.status, again.body]).toEqual([201, taken.body]);
    }
    expect(await ordersOf('shared')).toBe(2);
  }, 60_000);
});
