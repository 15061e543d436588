import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const START_WITHIN_MS = 45_000;

/** A built app in a process of its own, as the launcher starts it. */
export class StartedProgram implements AsyncDisposable {
  private constructor(private readonly child: ChildProcess) {}

  /** Resolves when the program says that it is ready. */
  static async start(app: string, env: Record<string, string>): Promise<StartedProgram> {
    const program = join(process.cwd(), 'dist/apps', app, 'main.js');
    if (!existsSync(program)) throw new Error(`${app} is not built: npm run build`);
    const child = spawn(process.execPath, ['--enable-source-maps', program], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const started = new StartedProgram(child);
    await Promise.race([
      once(child, 'message', { signal: AbortSignal.timeout(START_WITHIN_MS) }),
      once(child, 'exit').then(() => {
        throw new Error(`${app} ended before it was ready`);
      }),
    ]);
    return started;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
