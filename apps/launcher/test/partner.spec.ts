import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { databaseFolder, eventually, shopForTests, type TestShop } from '@frontdesk/testing';
import { checkout } from '../src/checkout.js';
import { readOptions } from '../src/options.js';
import { planSystem } from '../src/plan-system.js';
import { makeSamplePartner, sampleKeyFile } from '../src/sample-partner.js';

const GATEWAY = join(checkout, 'dist/apps/partner-gateway/main.js');
const COMMAND = join(checkout, 'apps/launcher/src/partner.js');
const SECRET = /fd_(live|test)_[0-9A-Za-z]{12}_[0-9A-Za-z]/;

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('npm run partner', () => {
  let shop: TestShop;
  let folder: string;
  let gateway: ChildProcess;
  let url = '';
  let managementUrl = '';

  beforeAll(async () => {
    [shop, folder] = await Promise.all([shopForTests(), databaseFolder()]);
    const services = Object.entries(shop.environment);
    gateway = spawn(process.execPath, [GATEWAY], {
      env: {
        ...Object.fromEntries(
          services.flatMap(([name, at]) => [
            [name, at],
            [`SANDBOX_${name}`, at],
          ]),
        ),
        ...{ PORT: '0', MANAGEMENT_PORT: '0', LOG_LEVEL: 'silent', PARTNER_DATA_DIR: folder },
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [ready] = (await once(gateway, 'message')) as [{ url: string; managementUrl: string }];
    ({ url, managementUrl } = ready);
  }, 30_000);

  afterAll(async () => {
    const ended = once(gateway, 'exit');
    gateway.kill('SIGKILL');
    await ended;
    await shop[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const partnerWith = (env: Record<string, string>, ...words: string[]): Promise<Outcome> =>
    new Promise((resolve) => {
      const all = { PARTNER_MANAGEMENT_URL: managementUrl, PARTNER_DATA_DIR: folder, ...env };
      execFile(process.execPath, [COMMAND, ...words], { env: all }, (error, out, err) =>
        resolve({ code: Number(error?.code ?? 0), out, err }),
      );
    });
  const partner = (...words: string[]) => partnerWith({}, ...words);
  /** What it prints, where it must work. */
  const said = async (...words: string[]) => {
    const { code, out, err } = await partner(...words);
    expect([code, code === 0 ? '' : err]).toEqual([0, '']);
    return out.trimEnd();
  };
  const statusWith = async (key: string, path = '/v2/products') =>
    (await fetch(url + path, { headers: { authorization: `Bearer ${key}` } })).status;

  it('takes a newcomer from nothing to an answer, and prints a key alone', async () => {
    expect(await said('create-partner', 'globex', 'Globex Ltd')).toContain('create-application globex');
    expect(await said('create-application', 'globex', 'Order feed')).toContain(
      'create-key globex-order-feed',
    );
    const { out, err } = await partner('create-key', 'globex-order-feed', '--days', '90');
    expect(out).toMatch(/^fd_test_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}\n$/);
    expect(err).toMatch(/^a sandbox key until 20/);
    expect(await statusWith(out.trim())).toBe(200);
    expect(await statusWith(await said('create-key', 'globex-order-feed', '--live'))).toBe(200);
  });

  it('refuses a key that was found somewhere, whole as it was found', async () => {
    const key = await said('create-key', 'globex-order-feed');
    expect(await partner('create-key', 'globex-order-feed')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^partner: 2 keys work there already, .*: revoke \w{12} first\n$/),
    });
    expect(await said('revoke', key)).toMatch(/^\w{12} of globex-order-feed is revoked since/);
    expect(await statusWith(key)).toBe(401);
    expect(await said('keys', 'globex-order-feed')).toMatch(/^KEY +ENVIRONMENT +MADE .*(\n.*){3}$/);
  });

  it('suspends and resumes an application, and its partner', async () => {
    const key = await said('create-key', 'globex-order-feed', '--live');
    for (const id of ['globex', 'globex-order-feed']) {
      expect(await said('suspend', id)).toBe(`${id} is suspended`);
      expect(await statusWith(key)).toBe(401);
      expect(await said('resume', id)).toBe(`${id} is active`);
      expect(await statusWith(key)).toBe(200);
    }
  });

  it('makes a plan, changes it, gives it to an application, and adds and removes its OAuth clients', async () => {
    const terms = ['--rate', '100/1m', '--burst', '5', '--quota', '1000', '--scopes', 'products:read'];
    expect(await said('plan', 'small', ...terms)).toMatch(
      /^small +100\/60s +5\/s +1000\/month +products:read$/m,
    );
    expect(await said('plan', 'small', '--burst', '6')).toContain(' 6/s ');
    expect(await said('plans')).toMatch(/^small .*\nstandard /m);
    await said('set-plan', 'globex-order-feed', 'small');
    await said('add-client', 'globex-order-feed', 'globex');
    expect(await said('application', 'globex-order-feed')).toMatch(
      /plan small; in 20\d\d-\d\d: \d+ of 1000(.|\n)*OAuth clients: globex \(live\)$/,
    );
    await said('remove-client', 'globex');
    expect(await said('partners')).toMatch(/^globex +Globex Ltd +active/m);
    expect(await said('applications', 'globex')).toMatch(/^globex-order-feed +globex +Order feed +small/m);
  });

  it('tells who asked what, how it was answered, and who still uses the first version', async () => {
    const key = JSON.parse(await said('create-key', 'globex-order-feed', '--json')).key as string;
    expect([await statusWith(key, '/v1/products'), await statusWith(key, '/v1/orders')]).toEqual([200, 403]);
    let usage = '';
    await eventually(
      async () => (usage = await said('usage', '--partner', 'globex')).includes('403'),
      'usage',
    );
    expect(usage).toMatch(/^globex-order-feed +sandbox +GET \/v1\/orders +1 +1 +403: 1 +20/m);
    expect(await said('usage', '--to', '2020-01-01')).toBe('nobody has asked anything');
    expect(await said('deprecated')).toMatch(
      /^20.* globex +globex-order-feed +sandbox +GET \/v1\/products +1$/m,
    );
    expect(await said('deprecated', '--application', 'nothing')).toBe('nobody uses v1');
  });

  it('has a row for everything that was done, none of which holds a key', async () => {
    const audit = await said('audit', '--limit', '500', '--json');
    const acts = JSON.parse(audit).items as { action: string; actor: string; source: string }[];
    expect(new Set(acts.map(({ action }) => action))).toEqual(
      new Set([
        ...['plan.create', 'plan.change', 'partner.create', 'partner.suspend', 'partner.resume'],
        ...['application.create', 'application.change-plan', 'application.suspend', 'application.resume'],
        ...['key.create', 'key.revoke', 'oauth-client.add', 'oauth-client.remove'],
      ]),
    );
    expect(acts[0]).toMatchObject({ actor: 'local', source: '127.0.0.1' });
    expect(audit).not.toMatch(SECRET);
    const { out, err } = await partner('audit', '--limit', '1');
    expect(out).toMatch(/^WHEN +WHO .*\n.* local +127\.0\.0\.1 +key\.create +globex-order-feed /);
    expect(err).toMatch(/^there is more: --cursor \d+$/m);
  });

  it.each<[string[], number, RegExp]>([
    [['create'], 2, /there is no "create".*help/],
    [['create-partner', 'x'], 2, /<name> is missing: npm run -s partner -- create-partner <partner> <name>/],
    [['create-partner', 'x', 'y', 'z'], 2, /"z" is too much/],
    [['usage', '--form', 'x'], 2, /Unknown option '--form'/],
    [['create-key', 'x', '--live', '--sandbox'], 2, /not both/],
    [['plan', 'x', '--rate', 'fast'], 2, /--rate takes/],
    [['plan', 'x', '--burst', '1'], 1, /there is no plan x; for a new one say --rate/],
    [['create-application', 'nobody', 'x'], 1, /there is no partner nobody/],
    [['create-application', 'globex', 'x', '--plan', 'none'], 1, /plan is not there: none/],
    [['suspend', 'nobody'], 1, /there is no partner and no application nobody/],
    [['usage', '--from', 'yesterday'], 1, /from is not a day/],
  ])('says in one line what is wrong with %j, and ends with %i', async (words, code, line) => {
    const outcome = await partner(...words);
    expect(outcome).toMatchObject({ code, out: '' });
    expect(outcome.err).toMatch(new RegExp(`^partner: .*${line.source}.*\n$`));
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['nobody is', { PARTNER_MANAGEMENT_URL: 'http://127.0.0.1:1' }, /PARTNER_MANAGEMENT_URL.*npm start/],
    ['nobody knows it', { PARTNER_OWNER_TOKEN: 'x' }, /does not know this token.*PARTNER_OWNER_TOKEN/],
    ['no token is', { PARTNER_DATA_DIR: '/nowhere' }, /\/nowhere\/owner\.token cannot be read/],
  ])('says in one line where to look, where %s', async (_case, env, line) => {
    const { code, err } = await partnerWith(env, 'partners');
    expect([code, err]).toEqual([1, expect.stringMatching(new RegExp(`^partner: .*${line.source}.*\n$`))]);
  });

  it('says in one line where to look, where something else answers, and answers that all is well', async () => {
    const page = createServer((_, answer) => answer.end('<!doctype html>'));
    await once(page.listen(0, '127.0.0.1'), 'listening');
    const { port } = page.address() as AddressInfo;
    const { code, err } = await partnerWith(
      { PARTNER_MANAGEMENT_URL: `http://127.0.0.1:${port}` },
      'partners',
    );
    page.close();
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^partner: .* is it the management port .*PARTNER_MANAGEMENT_URL.*\n$/),
    ]);
  });

  it('leaves the sample partner of npm start as it is, and makes its key anew where it is gone or refused', async () => {
    const system = { ...planSystem(readOptions([]), {}), management: managementUrl, partnerDataDir: folder };
    const file = sampleKeyFile(folder);
    const made = async () => {
      await makeSamplePartner(system, {});
      return readFileSync(file, 'utf8').trim();
    };
    const key = await made();
    expect(await statusWith(key)).toBe(200);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = await said('audit', '--json');
    expect(await made()).toBe(key);
    expect(await said('audit', '--json')).toBe(before);

    await said('revoke', key);
    const second = await made();
    writeFileSync(file, 'not a key');
    const third = await made();
    rmSync(file);
    const fourth = await made();
    expect(new Set([key, second, third, fourth]).size).toBe(4);
    expect([await statusWith(second), await statusWith(fourth)]).toEqual([401, 200]);
  });
});
