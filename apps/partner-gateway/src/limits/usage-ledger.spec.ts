import { rmSync } from 'node:fs';
import { type Database, openDatabase } from '@frontdesk/database';
import {
  databaseFolder,
  describeWithPostgres,
  fakeClock,
  postgresForTests,
  type TestPostgres,
} from '@frontdesk/testing';
import type { CallingApplication } from '../access/calling-application.js';
import { migrations } from '../database/migrations.js';
import type { Tables } from '../database/tables.js';
import { Quotas } from './quotas.js';
import { UsageBook } from './usage-book.js';
import { UsageLedger } from './usage-ledger.js';
import { UtcCalendar } from './utc-calendar.js';

const NOON = Date.UTC(2026, 10, 20, 12);
const MINUTE_MS = 60_000;

const application = (id: string, more: Partial<CallingApplication> = {}): CallingApplication => ({
  id,
  partnerId: 'acme',
  environment: 'live',
  plan: { name: 'p', rate: { limit: 1, windowMs: 1 }, burst: 1, quotaPerMonth: 1, scopes: new Set() },
  ...more,
});

/** What one process counts. */
function counting(database: Database, clock = fakeClock(NOON)) {
  const calendar = new UtcCalendar(clock);
  const [quotas, book] = [new Quotas(calendar), new UsageBook(calendar)];
  const lines: string[] = [];
  const log = {
    warn: (_: object, line: string) => lines.push(line),
    info: (line: string) => lines.push(line),
  };
  const ledger = new UsageLedger({ database, quotas, book, log });
  return {
    clock,
    ledger,
    lines,
    accept(of: CallingApplication, times = 1) {
      for (let time = 0; time < times; time += 1) quotas.add(quotas.of(of));
    },
    end(of: CallingApplication, route = '/v1/orders/:id', status = 200, method = 'GET') {
      book.add(of, { method, route, status });
    },
    used(of: CallingApplication) {
      const { written, unwritten } = quotas.of(of);
      return written + unwritten;
    },
  };
}

function keepsWhatIsUsed(open: () => Promise<Database>): void {
  let database: Database;
  let made = 0;
  let id: string;
  const quotaRows = () =>
    database.tables<Tables>().selectFrom('quotas').selectAll().where('application_id', '=', id).execute();
  const usageRows = () =>
    database
      .tables<Tables>()
      .selectFrom('usage')
      .selectAll()
      .where('application_id', '=', id)
      .orderBy('route')
      .orderBy('status')
      .execute();
  beforeAll(async () => {
    database = await open();
    await database.migrate(migrations);
  });
  afterAll(() => database.close());
  beforeEach(() => (id = `application-${++made}`));

  it('adds up what several processes count, and each learns with its own what the others wrote', async () => {
    const [one, two] = [counting(database), counting(database)];
    one.accept(application(id), 3);
    two.accept(application(id), 4);
    await one.ledger.flush();
    expect([one.used(application(id)), two.used(application(id))]).toEqual([3, 4]);
    one.accept(application(id), 2);
    await two.ledger.flush();
    expect([one.used(application(id)), two.used(application(id))]).toEqual([5, 7]);
    await Promise.all([one.ledger.flush(), two.ledger.flush()]);
    expect(await quotaRows()).toMatchObject([{ month: '2026-11', used: '9' }]);
    expect(one.used(application(id))).toBe(9);
  });

  it('counts environments apart, and months', async () => {
    const { accept, clock, ledger, used } = counting(database, fakeClock(Date.UTC(2026, 11) - 1));
    accept(application(id), 3);
    accept(application(id, { environment: 'sandbox' }));
    clock.advance(1);
    expect(used(application(id))).toBe(0);
    accept(application(id), 2);
    clock.advance(-1); // clocks are set back at times
    accept(application(id));
    await ledger.flush();
    const rows = await quotaRows();
    expect(rows.map(({ environment, month, used }) => `${month} ${environment} ${used}`).sort()).toEqual([
      '2026-11 live 4',
      '2026-11 sandbox 1',
      '2026-12 live 2',
    ]);
    expect(used(application(id))).toBe(4);
  });

  it('tells what was asked by day, version, route and status, how often and when last', async () => {
    const { clock, end, ledger } = counting(database);
    end(application(id));
    clock.advance(MINUTE_MS);
    end(application(id));
    end(application(id), '/v1/orders/:id', 429);
    end(application(id), '/docs');
    await ledger.flush();
    clock.advance(MINUTE_MS);
    end(application(id));
    clock.advance(24 * 60 * MINUTE_MS);
    end(application(id));
    await ledger.flush();
    const row = { day: '2026-11-20', version: 'v1', route: 'GET /v1/orders/:id', status: 200 };
    const rows = await usageRows();
    expect(rows).toHaveLength(4);
    expect(rows).toMatchObject([
      { ...row, version: '', route: 'GET /docs' },
      { ...row, requests: '3', last_at: new Date(NOON + 2 * MINUTE_MS) },
      { ...row, requests: '1', day: '2026-11-21' },
      { ...row, status: 429, requests: '1', last_at: new Date(NOON + MINUTE_MS) },
    ]);
  });

  it('tells when a key was last used, and lets nobody who is late set that back', async () => {
    const keyId = `key-${id}`;
    await database.query(`INSERT INTO plans VALUES ($1, 1, 1, 1, 1, '{}')`, [id]);
    await database.query(`INSERT INTO partners VALUES ($1, 'Acme')`, [id]);
    await database.query(`INSERT INTO applications VALUES ($1, $1, 'app', $1)`, [id]);
    await database.query(
      `INSERT INTO keys VALUES ($1, $2, 'live', sha256('x'), now(), now() + interval '1 day')`,
      [keyId, id],
    );
    const [early, late] = [counting(database), counting(database, fakeClock(NOON + MINUTE_MS))];
    late.end(application(id, { keyId }));
    early.end(application(id, { keyId }));
    await late.ledger.flush();
    await early.ledger.flush();
    const [key] = await database.query('SELECT last_used_at FROM keys WHERE id = $1', [keyId]);
    expect(key?.['last_used_at']).toEqual(new Date(NOON + MINUTE_MS));
  });

  it('loses nothing while the database is away, and counts on', async () => {
    const door = closable(database);
    const { accept, end, ledger, lines, used } = counting(door.database);
    accept(application(id), 2);
    await ledger.flush();
    door.isOpen = false;
    for (let time = 0; time < 3; time += 1) {
      accept(application(id));
      end(application(id));
      await expect(ledger.flush()).rejects.toThrow('away');
    }
    expect(used(application(id))).toBe(5);
    door.isOpen = true;
    await ledger.flush();
    expect(await quotaRows()).toMatchObject([{ used: '5' }]);
    expect(await usageRows()).toMatchObject([{ requests: '3' }]);
    expect(lines).toEqual([
      'what applications use cannot be written; it is counted on in memory',
      'what applications use is written again',
    ]);
  });

  it('adds nothing twice where the answer to a write was lost', async () => {
    const door = closable(database);
    const { accept, end, ledger, used } = counting(door.database);
    accept(application(id), 2);
    end(application(id));
    door.losesAnswers = true;
    await expect(ledger.flush()).rejects.toThrow('lost');
    accept(application(id));
    await expect(ledger.flush()).rejects.toThrow('lost');
    door.losesAnswers = false;
    await ledger.flush();
    expect(await quotaRows()).toMatchObject([{ used: '3' }]);
    expect(await usageRows()).toMatchObject([{ requests: '1' }]);
    expect(used(application(id))).toBe(3);
  });

  it('writes what there is when it is closed', async () => {
    const { accept, ledger } = counting(database);
    ledger.writeEvery(3_600_000);
    accept(application(id), 6);
    await ledger.close();
    expect(await quotaRows()).toMatchObject([{ used: '6' }]);
  });

  it('writes in several steps what is too much for one', async () => {
    const { end, ledger } = counting(database);
    for (let route = 0; route < 2_100; route += 1) end(application(id), `/v2/${route}`);
    await ledger.flush();
    expect(await usageRows()).toHaveLength(2_100);
  });
}

/** The same database, to which the way can be closed: before a statement arrives, or once its answer is on its way. */
function closable(database: Database) {
  const door = { isOpen: true, losesAnswers: false, database };
  const execute = async (work: Parameters<ReturnType<typeof transaction>['execute']>[0]) => {
    if (!door.isOpen) throw new Error('the database is away');
    await transaction().execute(work);
    if (door.losesAnswers) throw new Error('the answer is lost');
  };
  const transaction = () => database.tables<Tables>().transaction();
  door.database = { tables: () => ({ transaction: () => ({ execute }) }) } as unknown as Database;
  return door;
}

describe('what applications use, in an embedded database', () => {
  let folder: string;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  keepsWhatIsUsed(async () => {
    folder = await databaseFolder();
    return openDatabase({ name: 'spec', folder, folderSetting: 'PARTNER_DATA_DIR' });
  });
});

describeWithPostgres('what applications use, on a PostgreSQL server', () => {
  let server: TestPostgres | undefined;
  afterAll(() => server?.[Symbol.asyncDispose]());

  keepsWhatIsUsed(async () => {
    server = await postgresForTests();
    return openDatabase({ name: 'spec', databaseUrl: server.url, folder: '', folderSetting: '' });
  });
});

it('too many routes to tell apart are told as one, and none of their requests is lost', () => {
  const book = new UsageBook(new UtcCalendar(fakeClock(NOON)), 2);
  for (let route = 0; route < 10; route += 1)
    book.add(application('a'), { method: 'GET', route: `/v1/${route}`, status: 200 });
  expect(book.take(10).usage.map(({ route, requests }) => [route, requests])).toEqual([
    ['GET /v1/0', 1],
    ['GET /v1/1', 1],
    ['(others)', 8],
  ]);
});
