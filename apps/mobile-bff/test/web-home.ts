import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openIdProvider } from '@frontdesk/testing';

const BUILT = join(process.cwd(), 'dist/apps/web-bff/main.js');
const START_WITHIN_MS = 15_000;

/** How many bytes a browser gets as somebody's home, from the built web-bff in front of the same services. */
export async function webHomeBytes(subject: string, services: Record<string, string>): Promise<number> {
  if (!existsSync(BUILT)) throw new Error('web-bff is not built: npm run build');
  const provider = await openIdProvider();
  provider.user = subject;
  const child = spawn(process.execPath, ['--enable-source-maps', BUILT], {
    env: {
      PATH: process.env['PATH'],
      ...services,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      PORT: '0',
      MANAGEMENT_PORT: '0',
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const [{ url }] = (await once(child, 'message', { signal: AbortSignal.timeout(START_WITHIN_MS) })) as [
      { url: string },
    ];
    const cookie = await logIn(url);
    const answer = await fetch(`${url}/api/home`, { headers: { cookie, 'x-csrf': '1' } });
    if (answer.status !== 200 || answer.headers.get('x-complete') !== 'true')
      throw new Error(`no whole home: ${answer.status}`);
    return Buffer.byteLength(await answer.text());
  } finally {
    await ended(child);
    await provider.stop();
  }
}

/** Goes the way of a browser, to the provider and back, and comes away with its cookies. */
async function logIn(url: string): Promise<string> {
  const begun = await fetch(`${url}/bff/login`, { redirect: 'manual' });
  const approved = await fetch(String(begun.headers.get('location')), { redirect: 'manual' });
  const cookie = cookiesOf(begun);
  const back = await fetch(String(approved.headers.get('location')), {
    headers: { cookie },
    redirect: 'manual',
  });
  return cookiesOf(back);
}

function cookiesOf({ headers }: Response): string {
  return headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
