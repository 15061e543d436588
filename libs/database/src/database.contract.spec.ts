import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseDoor, describeWithPostgres, postgresForTests, type TestPostgres } from '@frontdesk/testing';
import { sql } from 'kysely';
import { type Database, DatabaseUnavailable, type Migrations, openDatabase } from './index.js';

interface Tables {
  readonly accounts: { readonly id: string; readonly balance: number };
}

const migrations: Migrations = {
  '001-accounts': {
    up: async (db) => {
      await sql`CREATE TABLE accounts (id text PRIMARY KEY, balance integer NOT NULL)`.execute(db);
      await sql`INSERT INTO accounts VALUES ('a', 0)`.execute(db);
    },
  },
};

function isOneDatabase(open: () => Promise<Database>): void {
  let database: Database;
  const balance = async () =>
    (await database.query('SELECT balance FROM accounts WHERE id = $1', ['a']))[0]?.['balance'];
  beforeAll(async () => {
    database = await open();
    await Promise.all([database.migrate(migrations), database.migrate(migrations)]);
  });
  afterAll(() => database.close());

  it('makes its tables once, however often it is told to', async () => {
    await database.migrate(migrations);
    expect(await balance()).toBe(0);
  });

  it('keeps every transaction to itself, with twenty of them at a time and statements in between', async () => {
    const adding = Array.from({ length: 20 }, () =>
      database
        .tables<Tables>()
        .transaction()
        .execute(async (transaction) => {
          const { balance } = await transaction
            .selectFrom('accounts')
            .select('balance')
            .where('id', '=', 'a')
            .forUpdate()
            .executeTakeFirstOrThrow();
          await transaction
            .updateTable('accounts')
            .set({ balance: balance + 1 })
            .execute();
        }),
    );
    const reading = Array.from({ length: 20 }, () => database.query('SELECT 1 AS one'));
    await Promise.all([...adding, ...reading]);
    expect(await balance()).toBe(20);
  });

  it('does nothing of a transaction that fails, and goes on', async () => {
    const before = await balance();
    const failing = database
      .tables<Tables>()
      .transaction()
      .execute(async (transaction) => {
        await transaction.updateTable('accounts').set({ balance: -1 }).execute();
        throw new Error('a mistake');
      });
    const meanwhile = database.query('UPDATE accounts SET balance = balance + 1');
    await expect(failing).rejects.toThrow('a mistake');
    await meanwhile;
    expect(await balance()).toBe(Number(before) + 1);
  });

  it('gives counts as text, since they may be larger than a number can tell', async () => {
    const [row] = await database.query('SELECT 1::bigint AS small, 9007199254740993 AS large');
    expect(row).toEqual({ small: '1', large: '9007199254740993' });
  });

  it('is there, and tells a wrong statement from a database that cannot be asked', async () => {
    const error: unknown = await database.query('SELECT nothing').catch((error: unknown) => error);
    expect(error).not.toBeInstanceOf(DatabaseUnavailable);
    expect((error as { code?: string }).code).toBe('42703');
    expect(database.isThere).toBe(true);
  });
}

describe('a database in the process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-database-'));
  const settings = { name: 'spec', folder, folderSetting: 'SPEC_DATA_DIR' };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  isOneDatabase(() => {
    chmodSync(folder, 0o755);
    return openDatabase(settings);
  });

  it('is read by nobody else on the machine, though its folder was there before and is open', () => {
    expect(statSync(join(folder, 'pglite')).mode & 0o777).toBe(0o700);
  });

  it('is of one process alone, and another one is told by which settings', async () => {
    await expect(openDatabase(settings)).rejects.toThrow(
      /SPEC_DATA_DIR .* is in use by another process.*DATABASE_URL/,
    );
  });
});

describeWithPostgres('a database on a PostgreSQL server', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await postgresForTests();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  /** With settings of the driver's, where a test cannot wait as long as others do. */
  const open = (settings = '', url = server.url) =>
    openDatabase({ name: 'spec', databaseUrl: url + settings, folder: '', folderSetting: '' });

  isOneDatabase(open);

  it('fails a transaction whose connection breaks between two statements, and neither the process nor the next', async () => {
    const [database, other] = await Promise.all([open(), open()]);
    const pid = sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`;
    const cut = database
      .tables<Tables>()
      .transaction()
      .execute(async (transaction) => {
        const { rows } = await pid.execute(transaction);
        await other.query('SELECT pg_terminate_backend($1, 1000)', [rows[0]?.pid]);
        await pid.execute(transaction);
      });
    await expect(cut).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await Promise.all([database.close(), other.close()]);
  });

  it('asks nothing more over a connection that nothing comes over: the next statement has another one', async () => {
    await using door = await DatabaseDoor.to(server.url);
    const database = await open('?query_timeout=300', door.url);
    await database.query('SELECT 1');
    door.lose();
    await expect(database.query('SELECT 1')).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('no answer in time'),
    });
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('lets no process that is halted in a transaction hold up the others', async () => {
    const [database, other] = await Promise.all([open('?idle_in_transaction_session_timeout=200'), open()]);
    const lock = 'SELECT pg_advisory_lock(7)';
    const halted = database
      .tables<Tables>()
      .transaction()
      .execute(async (transaction) => {
        await sql.raw(lock).execute(transaction);
        await other.query(lock);
        await sql`SELECT 1`.execute(transaction);
      });
    await expect(halted).rejects.toBeInstanceOf(DatabaseUnavailable);
    const [without] = await other.query('SHOW idle_in_transaction_session_timeout');
    expect(without).toEqual({ idle_in_transaction_session_timeout: '5s' });
    await Promise.all([database.close(), other.close()]);
  });
});

it('a server that is not there is named by its setting, and its password by nobody', async () => {
  const databaseUrl = 'postgres://me:hush@127.0.0.1:1/none';
  const error = await openDatabase({ name: 'spec', databaseUrl, folder: '', folderSetting: '' }).catch(
    (error: unknown) => error as Error,
  );
  expect(error).toBeInstanceOf(DatabaseUnavailable);
  expect(String((error as Error).message)).toMatch(/DATABASE_URL cannot be used: ECONNREFUSED/);
  expect(String((error as Error).message)).not.toContain('hush');
});
