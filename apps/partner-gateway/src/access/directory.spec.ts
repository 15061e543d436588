import { rmSync } from 'node:fs';
import { type Database, openDatabase } from '@frontdesk/database';
import { databaseFolder, eventually, fakeClock } from '@frontdesk/testing';
import { sql } from 'kysely';
import type { Environment, Tables } from '../database/tables.js';
import { migrations } from '../database/migrations.js';
import { checksumOf } from '../keys/checksum.js';
import { newKey } from '../keys/new-key.js';
import { Acts } from '../steering/acts.js';
import { Directory } from './directory.js';

const OWNER = { name: 'tests', source: '127.0.0.1' };
const DAY_MS = 86_400_000;
const STALE_MS = 30_000;

let folder: string;
let database: Database;
let acts: Acts;
beforeAll(async () => {
  folder = await databaseFolder();
  database = await openDatabase({ name: 'tests', folder, folderSetting: 'FOLDER' });
  await database.migrate(migrations);
  acts = new Acts({ database, acted: async () => undefined, now: Date.now });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

let partners = 0;
/** A partner with one application and a key of it. */
async function someKey(environment: Environment = 'live', days = 1) {
  partners += 1;
  const partner = await acts.createPartner(OWNER, { id: `partner-${partners}`, name: 'Partner' });
  const asked = { partnerId: partner.id, name: 'app', plan: 'standard' };
  const application = await acts.createApplication(OWNER, asked);
  const { id, key } = await acts.createKey(OWNER, application.id, { environment, days });
  return { partner: partner.id, application: application.id, id, key };
}

/** A directory that looks for acts when it is told to; it counts what it asks and compares. */
async function opened(over: Partial<Parameters<typeof Directory.open>[0]> = {}) {
  const counted = { comparisons: [] as number[], queries: 0, lost: 0, found: 0 };
  const clock = fakeClock();
  const wallClock = { ms: Date.now(), now: () => wallClock.ms };
  const directory = await Directory.open({
    database: {
      tables: <T>() => {
        counted.queries += 1;
        return database.tables<T>();
      },
    },
    pollMs: DAY_MS,
    staleMs: STALE_MS,
    clock,
    wallClock,
    sameBytes(a, b) {
      counted.comparisons.push(a.length, b.length);
      return Buffer.compare(a, b) === 0;
    },
    lost: () => (counted.lost += 1),
    found: () => (counted.found += 1),
    ...over,
  });
  return { directory, counted, clock, wallClock, [Symbol.asyncDispose]: () => directory.close() };
}

const withChecksum = (text: string) => text.slice(0, -6) + checksumOf(text.slice(0, -6));

describe('the directory', () => {
  it('knows whose key it is, and for what', async () => {
    const { key, id, application, partner } = await someKey('sandbox');
    await using the = await opened();
    expect(the.directory.byKey(key)).toEqual({
      id: application,
      partnerId: partner,
      environment: 'sandbox',
      plan: {
        name: 'standard',
        rate: { limit: 600, windowMs: 60_000 },
        burst: 20,
        quotaPerMonth: 100_000,
        scopes: new Set(['products:read', 'orders:read', 'orders:write']),
      },
      keyId: id,
    });
    expect(the.directory.byKey(key)).toBe(the.directory.byKey(key));
  });

  it('takes the same steps for every key that is not good: one comparison of two hashes, and no query', async () => {
    const [good, revoked, expired, ofSuspended, ofSuspendedPartner] = await Promise.all(
      Array.from({ length: 5 }, () => someKey()),
    );
    if (!good || !revoked || !expired || !ofSuspended || !ofSuspendedPartner) throw new Error('no keys');
    await acts.revokeKey(OWNER, revoked.id);
    await acts.suspendApplication(OWNER, ofSuspended.application);
    await acts.suspendPartner(OWNER, ofSuspendedPartner.partner);
    const longLived = (await acts.createKey(OWNER, good.application, { environment: 'live', days: 9 })).key;
    await using the = await opened();
    the.wallClock.ms += 2 * DAY_MS;
    const { id } = good;
    const other = newKey('live').text;

    const wrong: Record<string, string> = {
      unknown: other,
      'with another secret': withChecksum(longLived.slice(0, 21) + other.slice(21)),
      'with a wrong checksum': `${longLived.slice(0, -1)}${longLived.endsWith('0') ? '1' : '0'}`,
      'for the other environment': withChecksum(longLived.replace('fd_live_', 'fd_test_')),
      revoked: revoked.key,
      expired: expired.key,
      'of an application that is suspended': ofSuspended.key,
      'of a partner that is suspended': ofSuspendedPartner.key,
      malformed: `fd_live_${id}`,
      'that is nothing but a prefix': 'fd_',
      'as long as a header can be': `fd_live_${'a'.repeat(15_000)}`,
    };
    const queriesBefore = the.counted.queries;
    for (const [kind, key] of Object.entries(wrong)) {
      the.counted.comparisons.length = 0;
      expect([kind, the.directory.byKey(key)]).toEqual([kind, undefined]);
      expect([kind, the.counted.comparisons]).toEqual([kind, [32, 32]]);
    }
    the.counted.comparisons.length = 0;
    expect(the.directory.byKey(longLived)?.id).toBe(good.application);
    expect(the.counted.comparisons).toEqual([32, 32]);
    expect(the.counted.queries).toBe(queriesBefore);
  });

  it('lets a key end at the millisecond', async () => {
    const { key } = await someKey();
    await using the = await opened();
    const [{ expires_at: end }] = (await database
      .tables<Tables>()
      .selectFrom('keys')
      .select('expires_at')
      .orderBy('made_at', 'desc')
      .execute()) as [{ expires_at: Date }];
    the.wallClock.ms = end.getTime() - 1;
    expect(the.directory.byKey(key)).toBeDefined();
    the.wallClock.ms += 1;
    expect(the.directory.byKey(key)).toBeUndefined();
  });

  it('follows every kind of act', async () => {
    await using the = await opened();
    const { directory } = the;
    const { key, id, application, partner } = await someKey();
    const known = async () => {
      await directory.refresh();
      return directory.byKey(key);
    };
    expect((await known())?.id).toBe(application);

    const terms = {
      rate: { limit: 7, windowMs: 1_000 },
      burst: 2,
      quotaPerMonth: 9,
      scopes: ['orders:read'],
    };
    await acts.createPlan(OWNER, { name: 'small', ...terms });
    await acts.changePlanOfApplication(OWNER, application, 'small');
    expect((await known())?.plan).toEqual({ name: 'small', ...terms, scopes: new Set(terms.scopes) });
    await acts.changePlan(OWNER, 'small', { burst: 3 });
    expect((await known())?.plan.burst).toBe(3);

    await acts.suspendApplication(OWNER, application);
    expect(await known()).toBeUndefined();
    await acts.resumeApplication(OWNER, application);
    await acts.suspendPartner(OWNER, partner);
    expect(await known()).toBeUndefined();
    await acts.resumePartner(OWNER, partner);
    expect((await known())?.id).toBe(application);

    const client = { clientId: partner, applicationId: application, environment: 'sandbox' } as const;
    await acts.addOAuthClient(OWNER, client);
    await directory.refresh();
    expect(directory.byClient(partner)).toMatchObject({ id: application, environment: 'sandbox' });
    expect(directory.byClient(partner)).not.toHaveProperty('keyId');
    await acts.removeOAuthClient(OWNER, partner);
    await acts.revokeKey(OWNER, id);
    expect(await known()).toBeUndefined();
    expect(directory.byClient(partner)).toBeUndefined();
  });

  it('looks by itself, and no longer once it is closed', async () => {
    const the = await opened({ pollMs: 10 });
    const { key, id } = await someKey();
    await eventually(() => the.directory.byKey(key) !== undefined, 'the key is known');
    await acts.revokeKey(OWNER, id);
    await eventually(() => the.directory.byKey(key) === undefined, 'the key is known to be revoked');
    await the.directory.close();
    const { queries } = the.counted;
    await someKey();
    expect(the.counted.queries).toBe(queries);
  });

  it('looks once for many who ask while it looks', async () => {
    await using the = await opened();
    const before = the.counted.queries;
    const { key } = await someKey();
    await Promise.all(Array.from({ length: 100 }, () => the.directory.refresh()));
    expect(the.directory.byKey(key)).toBeDefined();
    expect(the.counted.queries - before).toBeLessThanOrEqual(2);
  });

  it('reads all there is where it has fallen far behind', async () => {
    await using the = await opened();
    const { key } = await someKey();
    await sql`INSERT INTO acts (actor, source, action, details)
      SELECT 'tests', 'here', 'nothing', '{}' FROM generate_series(1, 1200)`.execute(
      database.tables<Tables>(),
    );
    await the.directory.refresh();
    expect(the.directory.byKey(key)).toBeDefined();
    await the.directory.refresh();
    expect(the.directory.byKey(key)).toBeDefined();
  });

  it('says nothing of any key once it could not look for too long, until it can again', async () => {
    const { key } = await someKey();
    let isThere = true;
    await using the = await opened({
      database: {
        tables: <T>() => {
          if (isThere) return database.tables<T>();
          throw new Error('the database is away');
        },
      },
    });
    const { directory, clock, counted } = the;
    isThere = false;
    clock.advance(STALE_MS);
    for (let look = 0; look < 3; look += 1)
      await expect(directory.refresh()).rejects.toThrow('the database is away');
    expect([directory.byKey(key) !== undefined, directory.isFresh]).toEqual([true, true]);
    clock.advance(1);
    const stale = { name: 'DirectoryStale', code: 'KEYS_UNAVAILABLE' };
    for (const shown of [key, newKey('live').text, 'fd_'])
      expect(() => directory.byKey(shown)).toThrow(expect.objectContaining(stale));
    expect(() => directory.byClient('acme')).toThrow(expect.objectContaining(stale));
    expect(directory.isFresh).toBe(false);

    isThere = true;
    await directory.refresh();
    expect(directory.byKey(key)).toBeDefined();
    expect([counted.lost, counted.found]).toEqual([1, 1]);
  });
});
