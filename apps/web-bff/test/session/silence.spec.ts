import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fakeUpstream, openIdProvider } from '@frontdesk/testing';
import { gatewaySettings } from '../stand.js';
import { Visitor } from '../visitor.js';

const { upstreams } = await import('../../src/upstreams.js');
const BUILT = join(process.cwd(), 'dist/apps/web-bff/main.js');

describe('what the process of this gateway writes', () => {
  it('holds no token, no id, no code and no secret, whatever it is asked and however that fails', async () => {
    if (!existsSync(BUILT)) throw new Error('web-bff is not built: npm run build');
    await using provider = await openIdProvider();
    await using upstream = await fakeUpstream();
    const urls = Object.keys(upstreams).map((name) => [`${name.toUpperCase()}_URL`, upstream.url]);
    const child = spawn(process.execPath, [BUILT], {
      env: {
        PATH: process.env['PATH'],
        ...(Object.fromEntries(urls) as Record<string, string>),
        ...gatewaySettings(provider),
        LOG_LEVEL: 'trace',
        ORDERS_IDENTITY: 'token',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let written = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (written += text));
    }
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];

    const visitor = new Visitor(url);
    const secrets = [provider.clientSecret];
    const note = (address: string | URL) => {
      const { searchParams } = new URL(address, url);
      for (const name of ['state', 'nonce', 'code', 'sid', 'code_challenge', 'id_token_hint']) {
        secrets.push(...searchParams.getAll(name));
      }
      return address;
    };
    provider.accessTokenTtlS = 1;
    await visitor.open(note(await visitor.beforeCallback()));
    const stolen = visitor.copy();
    await stolen.open(note(await stolen.beforeCallback()));
    await visitor.ask('/api/orders');
    await stolen.ask('/api/orders');
    for (const failure of ['invalid_grant', 'server_error'] as const) {
      const refused = new Visitor(url);
      const callback = note(await refused.beforeCallback());
      provider.answerToken = failure;
      await refused.open(callback);
      await refused.open(callback);
      provider.answerToken = 'ok';
    }
    provider.idToken = { wrongKey: true };
    const forged = new Visitor(url);
    await forged.open(note(await forged.beforeCallback()));
    const logoutToken = await provider.logoutToken({ nonce: 'n' });
    await fetch(`${url}/bff/backchannel-logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: logoutToken }),
    });
    const user = (await (await stolen.ask('/bff/user')).json()) as { logoutUrl: string };
    const left = await stolen.open(note(user.logoutUrl));
    note(left.headers.get('location') ?? '');
    for (const line of [...visitor.setCookies, ...stolen.setCookies, ...forged.setCookies]) {
      secrets.push(/=([^;]*)/.exec(line)?.[1] ?? '');
    }
    secrets.push(...provider.issued, logoutToken);

    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    expect(written.split('\n').length).toBeGreaterThan(15);
    expect(written).toContain('/bff/callback');
    const worth = secrets.filter((secret) => secret.length > 8);
    expect(worth.length).toBeGreaterThan(20);
    for (const secret of worth) expect(written).not.toContain(secret);
  });
});
