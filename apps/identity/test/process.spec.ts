import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { dataDirForTests } from './provider-for-tests.js';

const WORKSPACE = resolve(import.meta.dirname, '../../..');
const BUILT = join(WORKSPACE, 'dist/apps/identity/main.js');
const TOKEN = join(WORKSPACE, 'apps/launcher/src/token.js');

/** Runs a program as the launcher does, with what it said. */
function run(program: string, args: string[], env: NodeJS.ProcessEnv) {
  const child = fork(program, args, { silent: true, execArgv: [], env: { PATH: process.env.PATH, ...env } });
  const said = { stdout: '', stderr: '' };
  const ends = [child.stdout, child.stderr].map((stream) => stream && once(stream, 'end'));
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  // Not `close`: it never comes to a parent that has disconnected.
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const ended = Promise.all([exit, ...ends]).then(([[code]]) => ({ code, ...said }));
  return { child, said, ended };
}

async function readiness(child: ChildProcess): Promise<{ ready: boolean; issuer: string }> {
  const [message] = (await once(child, 'message')) as [{ ready: boolean; issuer: string }];
  return message;
}

describe('the process of the identity provider', () => {
  const dataDir = dataDirForTests();
  afterAll(() => dataDir[Symbol.dispose]());
  const start = (env: NodeJS.ProcessEnv) => run(BUILT, [], { IDENTITY_DATA_DIR: dataDir.path, ...env });

  it.each<[string, (child: ChildProcess) => void]>([
    ['SIGTERM', (child) => child.kill('SIGTERM')],
    ['the end of its parent', (child) => child.disconnect()],
  ])('says when it is ready, and nothing else; %s ends it within a second', async (_case, end) => {
    const { child, said, ended } = start({ IDENTITY_PORT: '0', PORT: '1' });
    const ready = await readiness(child);
    expect(ready).toEqual({ ready: true, issuer: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    expect(await (await fetch(`${ready.issuer}/health`)).json()).toEqual({ status: 'ok' });
    expect(statSync(join(dataDir.path, 'state.sqlite')).mode & 0o077).toBe(0);
    const from = performance.now();
    end(child);
    expect(await ended).toEqual({ code: 0, stdout: `${JSON.stringify(ready)}\n`, stderr: '' });
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(said.stderr).toBe('');
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['PORT', { PORT: '70000' }],
    ['IDENTITY_PORT', { IDENTITY_PORT: 'http', PORT: '1' }],
    ['HOST', { HOST: '192.0.2.1' }],
    ['ISSUER', { ISSUER: 'http://127.0.0.1:3010/path' }],
    ['ACCESS_TOKEN_TTL_S', { ACCESS_TOKEN_TTL_S: '0' }],
    ['WEB_BFF_URLS', { WEB_BFF_URLS: 'http://ok.example,javascript:alert(1)' }],
    ['WEB_BFF_BACKCHANNEL_LOGOUT_URI', { WEB_BFF_BACKCHANNEL_LOGOUT_URI: 'here' }],
    ['WEB_BFF_CLIENT_SECRET', { WEB_BFF_CLIENT_SECRET: 'too short' }],
    ['IDENTITY_DATA_DIR', { IDENTITY_DATA_DIR: BUILT }],
  ])('refuses a bad %s in one line that names it', async (name, env) => {
    const { code, stdout, stderr } = await start({ ...(!env.PORT && { PORT: '0' }), ...env }).ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`^identity: [^\\n]*${name}[^\\n]*\\n$`));
  });

  it('refuses a port that is taken, naming it', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await start({ PORT: String(port) }).ended;
    expect([code, stderr]).toEqual([1, `identity: port ${port} is taken (IDENTITY_PORT)\n`]);
    await once(other.close(), 'close');
  });

  it('gives the token command what the gateways of tokens take, and that command prints nothing else', async () => {
    const { child, ended } = start({ PORT: '0' });
    const { issuer } = await readiness(child);
    const token = (...words: string[]) =>
      run(TOKEN, words, {
        OIDC_ISSUER: issuer,
        IDENTITY_DATA_DIR: dataDir.path,
        WEB_BFF_URL: 'http://127.0.0.1:1',
      }).ended;
    const granted: [string[], string, string][] = [
      [['alice'], 'alice', 'mobile-bff'],
      [['bob', 'mobile'], 'bob', 'mobile-bff'],
      [['acme', 'partner'], 'acme', 'partner-gateway'],
    ];
    for (const [words, sub, gateway] of granted) {
      const { code, stdout, stderr } = await token(...words);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
      const claims = JSON.parse(Buffer.from(stdout.split('.')[1] ?? '', 'base64url').toString()) as object;
      expect(claims).toMatchObject({ sub, aud: `urn:frontdesk:${gateway}` });
    }
    expect(await token('alice', 'web')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'token: no web-bff at http://127.0.0.1:1 (WEB_BFF_URL): is "npm start" running?\n',
    });
    for (const words of [['carol'], ['alice', 'partner'], ['acme', 'web'], ['alice', 'web', 'more'], []]) {
      const { code, stdout, stderr } = await token(...words);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^token: [^\n]+\n$/);
    }
    child.kill();
    await ended;
    expect(await token('alice')).toEqual({
      code: 1,
      stdout: '',
      stderr: `token: no identity provider at ${issuer} (OIDC_ISSUER): is "npm start" running?\n`,
    });
  });
});
