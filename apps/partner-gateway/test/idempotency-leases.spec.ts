import { openDatabase } from '@frontdesk/database';
import { FinishedAnswer } from '@frontdesk/gateway';
import {
  DatabaseDoor,
  describeWithPostgres,
  eventually,
  fakeUpstream,
  postgresForTests,
  type TestPostgres,
} from '@frontdesk/testing';
import { sql } from 'kysely';
import type { Tables } from '../src/database/tables.js';
import { migrations } from '../src/database/migrations.js';
import { CommandStore } from '../src/idempotency/command-store.js';
import { openCommands } from '../src/idempotency/open-commands.js';
import { CommandGateway, describeOnBothDatabases } from './command-gateway.js';

const DIGEST = Buffer.alloc(32, 1);
const HOUR_MS = 3_600_000;
const nameOf = (key: string) => ({ applicationId: 'ours', environment: 'live', key }) as const;
const answer = (text: string) => new FinishedAnswer(201, { 'content-type': 'text/plain' }, Buffer.from(text));
const refused = (code: string) => expect.objectContaining({ code }) as object;
const settings = { idempotencyLeaseMs: 10_000, idempotencyKeepMs: HOUR_MS };

describeOnBothDatabases('a command that was begun', (open) => {
  let test: Awaited<ReturnType<typeof open>>;
  let store: CommandStore;
  /** Of a process that is halted for longer than its lease. */
  let halted: CommandStore;
  const begin = async (of: CommandStore, key: string, digest = DIGEST) => {
    const begun = await of.begin(nameOf(key), digest);
    if (begun instanceof FinishedAnswer) throw new Error('it was answered already');
    return begun;
  };
  const count = async () =>
    Number((await test.database.query('SELECT count(*) AS count FROM commands'))[0]?.['count']);
  const expire = (key: string) =>
    test.database.query('UPDATE commands SET forgotten_at = now() WHERE key = $1', [key]);

  beforeAll(async () => {
    test = await open();
    await test.database.migrate(migrations);
    const tables = test.database.tables<Tables>();
    store = new CommandStore(tables, { leaseMs: HOUR_MS, keepMs: HOUR_MS });
    halted = new CommandStore(tables, { leaseMs: 0, keepMs: HOUR_MS });
  }, 60_000);
  afterAll(() => test?.[Symbol.asyncDispose]());

  it('is its beginner’s alone until the lease is over', async () => {
    await begin(store, 'leased');
    await expect(store.begin(nameOf('leased'), DIGEST)).rejects.toEqual(refused('IDEMPOTENCY_KEY_IN_USE'));
  });

  it('is taken over once the lease is over, with the same key for services', async () => {
    const first = await begin(halted, 'taken');
    const second = await begin(store, 'taken');
    expect([first.isNew, second.isNew, second.upstreamKey]).toEqual([true, false, first.upstreamKey]);
    expect(second.lease).not.toBe(first.lease);
  });

  it('is not taken over by another request', async () => {
    await begin(halted, 'other');
    const other = store.begin(nameOf('other'), Buffer.alloc(32, 2));
    await expect(other).rejects.toEqual(refused('IDEMPOTENCY_KEY_REUSED'));
  });

  it('and taken over is no longer the first one’s to end, to free or to drop', async () => {
    const first = await begin(halted, 'woken');
    const second = await begin(store, 'woken');
    await expect(store.end(first, answer('late'))).rejects.toEqual(refused('IDEMPOTENCY_KEY_IN_USE'));
    await store.free(first);
    await store.drop(first);
    await expect(store.begin(nameOf('woken'), DIGEST)).rejects.toEqual(refused('IDEMPOTENCY_KEY_IN_USE'));
    await store.end(second, answer('first'));
    await expect(store.end(first, answer('late'))).rejects.toEqual(refused('IDEMPOTENCY_KEY_IN_USE'));
    await store.drop(first);
    expect(await store.begin(nameOf('woken'), DIGEST)).toEqual(answer('first'));
  });

  it('by many at once belongs to one of them', async () => {
    await begin(halted, 'many');
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, () => store.begin(nameOf('many'), DIGEST)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is forgotten once it was kept for long enough: the key may then come with anything', async () => {
    const first = await begin(store, 'old');
    await store.end(first, answer('old'));
    await expire('old');
    const second = await begin(store, 'old', Buffer.alloc(32, 3));
    expect([second.isNew, second.upstreamKey === first.upstreamKey]).toEqual([true, false]);
    await store.end(second, answer('new'));
    expect(await store.begin(nameOf('old'), Buffer.alloc(32, 3))).toEqual(answer('new'));
  });

  it('is deleted then, a bounded number at a time, and nothing else is', async () => {
    const before = await count();
    await test.database.query(
      `INSERT INTO commands SELECT 'ours', 'live', 'old-' || n, $1, 'u', 'answered', NULL, NULL, 200, '{}', '', now(), now()
       FROM generate_series(1, 1500) AS n`,
      [DIGEST],
    );
    expect(await store.forget()).toBe(true);
    expect(await count()).toBe(before + 500);
    await Promise.all([store.forget(), store.forget()]);
    expect(await count()).toBe(before);
  });

  it('is deleted now and then without anybody asking for it', async () => {
    await begin(store, 'by itself');
    await expire('by itself');
    const before = await count();
    const { stop } = await openCommands(test.database, settings, {}, 5);
    await eventually(async () => (await count()) < before, 'that it is gone');
    stop();
  });

  it('by a process that was killed is free when the next one starts, where no other can be at work', async () => {
    const left = await begin(store, 'left');
    const { stop } = await openCommands(test.database, settings, {});
    stop();
    const again = store.begin(nameOf('left'), DIGEST);
    if (test.database.isOurs) expect(await again).toMatchObject({ upstreamKey: left.upstreamKey });
    else await expect(again).rejects.toEqual(refused('IDEMPOTENCY_KEY_IN_USE'));
  });

  it('has a lease that is longer than anybody waits, or nothing starts', async () => {
    const deadlines = { DEADLINE_MS: 1_000, CHECKOUT_DEADLINE_MS: 10_000 };
    await expect(openCommands(test.database, settings, deadlines)).rejects.toThrow(
      'invalid settings: IDEMPOTENCY_LEASE_MS must be more than CHECKOUT_DEADLINE_MS, which is 10000',
    );
  });
});

describeWithPostgres('a command whose database cannot be asked', () => {
  let postgres: TestPostgres;
  beforeAll(async () => void (postgres = await postgresForTests()), 60_000);
  afterAll(() => postgres?.[Symbol.asyncDispose]());

  it('is 503 and asks nobody; its end is kept, or told to a repetition', async () => {
    await using door = await DatabaseDoor.to(postgres.url);
    const own = { name: 'commands', databaseUrl: door.url, folder: '', folderSetting: '' };
    const database = await openDatabase(own);
    await using service = await fakeUpstream();
    service.answer(201, { id: 't-1' });
    {
      await using gateway = await CommandGateway.start(database, service, {
        DEADLINE_MS: '1500',
        IDEMPOTENCY_LEASE_MS: '1600',
      });
      expect((await gateway.make('before')).status).toBe(201);

      await door.close();
      const away = await gateway.make('away');
      expect([away.status, away.json.type]).toEqual([503, '/problems/unavailable']);
      expect(away.headers.get('retry-after')).toMatch(/^\d+$/);
      expect((await gateway.make('before')).status).toBe(503);
      expect((await gateway.make('away', { body: { name: 7 } })).status).toBe(400);
      expect(service.requests).toHaveLength(1);
      await door.open();
      expect((await gateway.make('away')).status).toBe(201);
      expect((await gateway.make('before')).headers.get('idempotent-replayed')).toBe('true');

      // It goes away between the service's answer and ours.
      service.handle(async (_, response) => {
        await door.close();
        response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"t-3"}');
      });
      expect((await gateway.make('cut')).status).toBe(503);
      expect(service.requests).toHaveLength(3);
      await door.open();
      service.answer(201, { id: 't-3' });
      await eventually(async () => (await gateway.make('cut')).status === 201, 'its end', 5_000);
      expect(service.requests).toHaveLength(4);
      const [, , first, second] = service.requests.map(({ headers }) => headers['idempotency-key']);
      expect(second).toBe(first);
    }
    await database.close();
  }, 30_000);

  it('in time is 504 at the deadline, and nobody was asked', async () => {
    const own = { name: 'commands', databaseUrl: postgres.url, folder: '', folderSetting: '' };
    const database = await openDatabase(own);
    await using service = await fakeUpstream();
    service.answer(201, { id: 't-1' });
    const other = await openDatabase(own);
    {
      await using gateway = await CommandGateway.start(database, service);
      const [isLocked, unlocked] = [signal(), signal()];
      const locking = other
        .tables()
        .transaction()
        .execute(async (transaction) => {
          await sql`LOCK TABLE commands`.execute(transaction);
          isLocked.give();
          await unlocked.given;
        });
      await isLocked.given;
      const from = performance.now();
      expect((await gateway.make('late', { patienceMs: 300 })).status).toBe(504);
      expect(performance.now() - from).toBeLessThan(2_000);
      expect(service.requests).toHaveLength(0);
      unlocked.give();
      await locking;
      // What was begun too late is taken back, rather than held until its lease is over.
      await eventually(async () => (await gateway.make('late')).status === 201, 'that it can be repeated');
      expect(service.requests).toHaveLength(1);
    }
    await other.close();
    await database.close();
  }, 30_000);
});

function signal(): { readonly give: () => void; readonly given: Promise<void> } {
  let give = () => {};
  const given = new Promise<void>((resolve) => (give = resolve));
  return { give, given };
}
