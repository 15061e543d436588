import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type OwnDatabase, ownDatabase } from './own-database.js';

const BUILT = join(process.cwd(), 'dist/apps/checkout/main.js');
const START_WITHIN_MS = 30_000;
/** Short, so that what a killed process worked on is not waited for long. */
const QUICK = { LEASE_MS: '600', POLL_MS: '50' };

/** The real checkout in a process of its own, with a database of its own, at a port that stays the same. */
export class TestCheckout implements AsyncDisposable {
  #process: ChildProcess | undefined;
  #database: OwnDatabase | undefined;

  constructor(private readonly port: number) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it, for the first time or again, on what it has in its database. */
  async start(settings: Record<string, string>): Promise<void> {
    if (!existsSync(BUILT)) throw new Error('the checkout is not built: npm run build');
    this.#database ??= await ownDatabase('CHECKOUT_DATA_DIR');
    const own = { PORT: String(this.port), MANAGEMENT_PORT: '0', ...this.#database.settings };
    const child = spawn(process.execPath, ['--enable-source-maps', BUILT], {
      env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...QUICK, ...own, ...settings },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#process = child;
    await Promise.race([
      once(child, 'message', { signal: AbortSignal.timeout(START_WITHIN_MS) }),
      once(child, 'exit').then(() => {
        throw new Error('the checkout ended before it was ready');
      }),
    ]);
  }

  /** `kill -9`: nothing in the process gets to know. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await this.#database?.[Symbol.asyncDispose]();
  }
}
