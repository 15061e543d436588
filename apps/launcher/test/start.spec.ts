import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { promisify } from 'node:util';
import { eventually } from '@frontdesk/testing';
import { checkout } from '../src/checkout.js';
import { readOptions } from '../src/options.js';
import { planSystem } from '../src/plan-system.js';
import { tryCommands } from '../src/try-commands.js';
import { NpmStart } from './npm-start.js';

const run = promisify(execFile);
const STOPS_WITHIN_MS = 3_000;
const WHOLE_SYSTEM_MS = 75_000;

describe('npm start', () => {
  it.each([
    { args: ['--fautls'], says: /^--fautls is not an option that npm start knows/ },
    {
      args: ['--instances', 'order=2'],
      says: /the shop has no service "order"; it has users, .*notifications$/,
    },
    { args: ['--instances', 'orders=0'], says: /orders can have 1 to 9 instances, not 0$/ },
    { args: ['--instances'], says: /^--instances takes <service>=<count>/ },
  ])(
    'says in one line what is wrong with $args',
    async ({ args, says }) => {
      await using start = await NpmStart.begin({}, args);
      expect(await start.ended()).toBe(1);
      expect(start.ownLines()).toEqual([expect.stringMatching(says)]);
    },
    WHOLE_SYSTEM_MS,
  );

  it(
    'names a port that is taken, who wants it and what moves it, and starts nothing',
    async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      try {
        await using start = await NpmStart.begin({ MOBILE_BFF_PORT: String(port) });
        expect(await start.ended()).toBe(1);
        expect(start.ownLines().at(-1)).toBe(`port ${port} is taken: mobile-bff wants it (MOBILE_BFF_PORT)`);
        expect(start.processes()).toEqual([]);
      } finally {
        other.close();
      }
    },
    WHOLE_SYSTEM_MS,
  );

  it(
    'names a setting that is no port',
    async () => {
      await using start = await NpmStart.begin({ IDENTITY_PORT: 'http' });
      expect(await start.ended()).toBe(1);
      expect(start.ownLines()).toEqual(['IDENTITY_PORT must be a port from 1 to 65535, not "http"']);
    },
    WHOLE_SYSTEM_MS,
  );

  it(
    'names the process that a bad setting keeps from starting, and the setting, and leaves nothing running',
    async () => {
      await using start = await NpmStart.begin({ IDENTITY_ACCESS_TOKEN_TTL_S: 'long' });
      expect(await start.ended()).toBe(1);
      expect(start.ownLines().at(-1)).toMatch(
        /^identity did not start .*: IDENTITY_ACCESS_TOKEN_TTL_S must be/,
      );
      expect(start.output).not.toMatch(/^\s+at /m);
      expect(start.processes()).toEqual([]);
    },
    WHOLE_SYSTEM_MS,
  );

  it(
    'starts everything, shows commands that work as pasted, and stops it all on a signal to its group',
    async () => {
      await using start = await NpmStart.run({}, ['--instances', 'orders=2']);
      const shown = start.output.match(/^ {2}(curl|node -e).*$/gm) ?? [];
      const withoutCurl = tryCommands(planSystem(readOptions([]), start.settings), {
        ...start.settings,
        PATH: '',
      });
      for (const [fromWeb, fromMobile, fromPartner, byKey] of [shown, withoutCurl]) {
        expect(await pasted(fromWeb)).toMatchObject({ user: { id: 'alice' }, orders: expect.any(Array) });
        expect(await pasted(fromMobile)).toMatchObject({
          user: { name: expect.any(String) },
          orders: expect.any(Array),
        });
        expect(await pasted(fromPartner)).toMatchObject({ items: expect.any(Array) });
        expect(await pasted(byKey)).toMatchObject({ items: expect.arrayContaining([expect.anything()]) });
      }
      const second = Number(start.settings['SHOP_ORDERS_PORT']) + 100;
      expect((await fetch(`http://127.0.0.1:${second}/health`)).status).toBe(200);

      start.signalToGroup('SIGINT');
      await eventually(() => start.processes().length === 0, 'that nothing runs', STOPS_WITHIN_MS);
      expect(await start.ended()).toBe(0);
    },
    WHOLE_SYSTEM_MS,
  );

  it(
    'tells in one line that a process has died, and goes on with the rest',
    async () => {
      await using start = await NpmStart.runAgain();
      start.kill('shop');
      await start.says('the rest goes on');
      expect(start.ownLines().at(-1)).toMatch(/^shop ended \(killed by SIGKILL\).*; the rest goes on$/);
      const management = `http://127.0.0.1:${start.settings['MOBILE_BFF_MANAGEMENT_PORT']}/health/live`;
      expect((await fetch(management)).status).toBe(200);

      start.signalToNpm('SIGTERM');
      await eventually(() => start.processes().length === 0, 'that nothing runs', STOPS_WITHIN_MS);
      expect(await start.ended()).toBe(0);
    },
    WHOLE_SYSTEM_MS,
  );

  it(
    'leaves no process behind when npm is killed outright',
    async () => {
      await using start = await NpmStart.runAgain();
      start.signalToNpm('SIGKILL');
      await eventually(() => start.processes().length === 0, 'that nothing runs', STOPS_WITHIN_MS);
    },
    WHOLE_SYSTEM_MS,
  );

  it(
    'leaves no process behind when the launcher is killed outright',
    async () => {
      await using start = await NpmStart.runAgain();
      start.signalToLauncher('SIGKILL');
      await eventually(() => start.processes().length === 0, 'that nothing runs', STOPS_WITHIN_MS);
    },
    WHOLE_SYSTEM_MS,
  );
});

/** What a command prints in another terminal, which knows none of the settings. */
async function pasted(command = ''): Promise<unknown> {
  const { stdout } = await run('sh', ['-c', command], { cwd: checkout });
  return JSON.parse(stdout);
}
