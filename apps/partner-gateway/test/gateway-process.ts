import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = join(process.cwd(), 'dist/apps/partner-gateway/main.js');
const START_WITHIN_MS = 30_000;
/** An embedded database runs as V8 compiles it first: to compile it better costs more than a few statements win back. */
const QUICK_TO_START = '--liftoff-only';

/** The built gateway in a process of its own, on free ports. */
export class GatewayProcess implements AsyncDisposable {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly managementUrl: string,
  ) {}

  static async start(settings: Readonly<Record<string, string>>): Promise<GatewayProcess> {
    if (!existsSync(BUILT)) throw new Error('the gateway is not built: npm run build');
    const own = { PORT: '0', MANAGEMENT_PORT: '0', LOG_LEVEL: 'silent' };
    const child = spawn(process.execPath, [QUICK_TO_START, '--enable-source-maps', BUILT], {
      env: { PATH: process.env['PATH'], ...own, ...settings },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [ready] = (await Promise.race([
      once(child, 'message', { signal: AbortSignal.timeout(START_WITHIN_MS) }),
      once(child, 'exit').then(() => {
        throw new Error('the gateway ended before it was ready');
      }),
    ])) as [{ url: string; managementUrl: string }];
    return new GatewayProcess(child, ready.url, ready.managementUrl);
  }

  /** `kill -9`: nothing in the process gets to know. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Tells it to stop, and waits until it has. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Such as `SIGSTOP`, which halts it, and `SIGCONT`. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
