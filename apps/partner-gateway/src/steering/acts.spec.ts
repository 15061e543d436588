import { rmSync } from 'node:fs';
import { type Database, openDatabase } from '@frontdesk/database';
import {
  databaseFolder,
  describeWithPostgres,
  postgresForTests,
  type TestPostgres,
} from '@frontdesk/testing';
import { migrations } from '../database/migrations.js';
import type { Owner } from './act.js';
import { Acts } from './acts.js';

const alice: Owner = { name: 'alice', source: '127.0.0.1' };
const NOW = Date.parse('2026-11-20T12:00:00Z');

interface Row {
  readonly actor: string;
  readonly source: string;
  readonly action: string;
  readonly details: object;
}

function areActs(open: () => Promise<Database>): void {
  let database: Database;
  let acts: Acts;
  let now = NOW;
  let told = 0;
  let seen = 0;

  /** What was written down since this was last asked. */
  const written = async (): Promise<Row[]> => {
    const rows = await database.query(
      'SELECT id, actor, source, action, details FROM acts WHERE id > $1 ORDER BY id',
      [seen],
    );
    seen = Number(rows.at(-1)?.['id'] ?? seen);
    return rows as unknown as Row[];
  };
  const actions = async () => (await written()).map(({ action }) => action);

  beforeAll(async () => {
    database = await open();
    await database.migrate(migrations);
    acts = new Acts({ database, acted: async () => void (told += 1), now: () => now });
  });
  afterAll(() => database.close());

  it('begin with a plan that is written down like any other', async () => {
    expect(await written()).toEqual([
      expect.objectContaining({
        actor: 'frontdesk',
        action: 'plan.create',
        details: { after: expect.objectContaining({ quotaPerMonth: 100_000 }) },
      }),
    ]);
  });

  it('make a partner, an application and a key, each written down with who, what and from where', async () => {
    const partner = await acts.createPartner(alice, { id: 'acme', name: 'Acme GmbH' });
    expect(partner).toMatchObject({ id: 'acme', status: 'active', isNew: true });
    const asked = { partnerId: 'acme', name: 'Stock sync', plan: 'standard' };
    const application = await acts.createApplication(alice, asked);
    expect(application).toMatchObject({ id: 'acme-stock-sync', ...asked, isNew: true });
    const key = await acts.createKey(alice, application.id, { environment: 'live' });
    expect(key).toMatchObject({ applicationId: application.id, revokedAt: null, lastUsedAt: null });
    expect(key.key).toMatch(/^fd_live_/);
    expect(key.expiresAt.toISOString()).toBe('2027-11-20T12:00:00.000Z');
    expect(told).toBe(3);

    const rows = await written();
    expect(rows.map(({ actor, source, action }) => [actor, source, action])).toEqual([
      ['alice', '127.0.0.1', 'partner.create'],
      ['alice', '127.0.0.1', 'application.create'],
      ['alice', '127.0.0.1', 'key.create'],
    ]);
    expect(JSON.stringify(rows)).not.toContain(key.key.split('_')[3]);
  });

  it('do what is asked for twice once', async () => {
    for (let time = 0; time < 2; time += 1) {
      await acts.suspendPartner(alice, 'acme');
      await acts.suspendApplication(alice, 'acme-stock-sync');
    }
    for (let time = 0; time < 2; time += 1) {
      await acts.resumePartner(alice, 'acme');
      await acts.resumeApplication(alice, 'acme-stock-sync');
      await acts.changePlan(alice, 'standard', { burst: 30 });
      await acts.changePlanOfApplication(alice, 'acme-stock-sync', 'standard');
      await acts.addOAuthClient(alice, {
        clientId: 'acme',
        applicationId: 'acme-stock-sync',
        environment: 'live',
      });
      await acts.createPartner(alice, { id: 'acme', name: 'Acme GmbH' });
    }
    const rows = await written();
    expect(rows.map(({ action }) => action)).toEqual([
      'partner.suspend',
      'application.suspend',
      'partner.resume',
      'application.resume',
      'plan.change',
      'oauth-client.add',
    ]);
    expect(rows[4]?.details).toMatchObject({ before: { burst: 20 }, after: { burst: 30 } });
  });

  it('keep two live keys at most, and say which to revoke first', async () => {
    const { id } = await acts.createApplication(alice, {
      partnerId: 'acme',
      name: 'Döner',
      plan: 'standard',
    });
    expect(id).toBe('acme-doner');
    const [first] = [
      await acts.createKey(alice, id, { environment: 'live' }),
      await acts.createKey(alice, id, { environment: 'live' }),
      await acts.createKey(alice, id, { environment: 'sandbox' }),
    ];
    await expect(acts.createKey(alice, id, { environment: 'live' })).rejects.toMatchObject({
      code: 'ACT_CONFLICT',
      message: expect.stringMatching(new RegExp(`revoke ${first.id} first$`)),
    });
    expect((await acts.revokeKey(alice, first.id)).revokedAt).toEqual(new Date(NOW));
    expect((await acts.revokeKey(alice, first.id)).revokedAt).toEqual(new Date(NOW));
    await acts.createKey(alice, id, { environment: 'live', days: 1 });
    now += 86_400_000;
    // One of them has just expired.
    await acts.createKey(alice, id, { environment: 'live' });
    expect((await actions()).filter((action) => action === 'key.revoke')).toHaveLength(1);
  });

  it('are done by one at a time, so that a key more than two is made by none of many at once', async () => {
    const { id } = await acts.createApplication(alice, { partnerId: 'acme', name: 'Race', plan: 'standard' });
    const made = await Promise.allSettled(
      Array.from({ length: 8 }, () => acts.createKey(alice, id, { environment: 'live' })),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect((await actions()).filter((action) => action === 'key.create')).toHaveLength(2);
  });

  it.each<[string, () => Promise<unknown>, object]>([
    [
      'a partner that is there under another name',
      () => acts.createPartner(alice, { id: 'acme', name: 'Other' }),
      { code: 'ACT_CONFLICT' },
    ],
    [
      'an application of nobody',
      () => acts.createApplication(alice, { partnerId: 'nobody', name: 'x', plan: 'standard' }),
      { code: 'UNKNOWN_RECORD' },
    ],
    [
      'a plan that is not there',
      () => acts.changePlanOfApplication(alice, 'acme-stock-sync', 'none'),
      { code: 'INVALID_INPUT', errors: [{ in: 'body', field: 'plan', detail: 'is not there: none' }] },
    ],
    ['a key that nobody has', () => acts.revokeKey(alice, 'nokey'), { code: 'UNKNOWN_RECORD' }],
    [
      "another application's client",
      () => acts.addOAuthClient(alice, { clientId: 'acme', applicationId: 'acme-race', environment: 'live' }),
      { code: 'ACT_CONFLICT' },
    ],
  ])('refuse %s, and write nothing down', async (_case, asked, error) => {
    await written();
    await expect(asked()).rejects.toMatchObject(error);
    expect(await written()).toEqual([]);
  });

  it.each(['UPDATE acts SET actor = $1', 'DELETE FROM acts WHERE actor <> $1', 'TRUNCATE acts'])(
    'stay as they were written: %s is refused',
    async (statement) => {
      const before = await database.query('SELECT * FROM acts ORDER BY id');
      const values = statement.includes('$1') ? ['nobody'] : [];
      await expect(database.query(statement, values)).rejects.toThrow('acts are only ever added');
      expect(await database.query('SELECT * FROM acts ORDER BY id')).toEqual(before);
    },
  );
}

describe('acts, embedded', () => {
  let folder = '';
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  areActs(async () => {
    folder = await databaseFolder();
    return openDatabase({ name: 'spec', folder, folderSetting: 'PARTNER_DATA_DIR' });
  });
});

describeWithPostgres('acts, on PostgreSQL', () => {
  let server: TestPostgres | undefined;
  afterAll(() => server?.[Symbol.asyncDispose]());

  areActs(async () => {
    server = await postgresForTests();
    return openDatabase({ name: 'spec', databaseUrl: server.url, folder: '', folderSetting: '' });
  });
});
