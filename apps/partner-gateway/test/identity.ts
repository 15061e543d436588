import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BUILT = join(process.cwd(), 'dist/apps/identity/main.js');
const START_WITHIN_MS = 15_000;

interface Client {
  readonly client_id: string;
  readonly client_secret?: string;
}

/** The sample identity provider in a process of its own, with fresh data. */
export class Identity implements AsyncDisposable {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly issuer: string,
  ) {}

  static async start(): Promise<Identity> {
    if (!existsSync(BUILT)) throw new Error('the identity provider is not built: npm run build');
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-identity-'));
    const child = spawn(process.execPath, [BUILT], {
      env: { PATH: process.env['PATH'], IDENTITY_DATA_DIR: folder, IDENTITY_PORT: '0' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const signal = AbortSignal.timeout(START_WITHIN_MS);
    const [{ issuer }] = (await once(child, 'message', { signal })) as [{ issuer: string }];
    return new Identity(child, folder, issuer);
  }

  /** The secret of a client, from the file where the provider leaves them. */
  secretOf(clientId: string): string {
    const clients = JSON.parse(readFileSync(join(this.folder, 'clients.json'), 'utf8')) as Client[];
    return clients.find(({ client_id }) => client_id === clientId)?.client_secret ?? '';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
