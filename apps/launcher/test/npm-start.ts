import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseFolder, eventually } from '@frontdesk/testing';
import { checkout } from '../src/checkout.js';
import { ownPlace } from './own-place.js';
import { type RunningProcess, runningProcesses } from './running-processes.js';

const RUNS = 'Ctrl-C stops it all';
const STARTS_WITHIN_MS = 45_000;
const SANDBOX_ELSEWHERE = Object.fromEntries(
  ['PRODUCTS', 'INVENTORY', 'PRICING', 'ORDERS', 'SHIPPING', 'CHECKOUT'].map((name) => [
    `SANDBOX_${name}_URL`,
    'http://127.0.0.1:1',
  ]),
);

/** `npm start` in a process group of its own, on ports and folders of its own, beside whatever else runs here. */
export class NpmStart implements AsyncDisposable {
  output = '';
  readonly #ended: Promise<number | null>;

  private constructor(
    private readonly npm: ChildProcess,
    private readonly folder: string,
    readonly settings: Readonly<Record<string, string>>,
  ) {
    for (const stream of [npm.stdout, npm.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.#ended = once(npm, 'close').then(([code]) => code as number | null);
  }

  /** Starts with these settings in place of the ones that a test has anyway; does not wait for anything. */
  static async begin(settings: Record<string, string> = {}, args: readonly string[] = []): Promise<NpmStart> {
    return NpmStart.#in(await mkdtemp(join(tmpdir(), 'frontdesk-start-')), settings, args);
  }

  static async #in(
    folder: string,
    settings: Record<string, string>,
    args: readonly string[],
  ): Promise<NpmStart> {
    const all = { ...(await ownPlace(folder)), ...settings };
    const npm = spawn('npm', ['start', '--', ...args], {
      cwd: checkout,
      env: { ...process.env, ...all, npm_config_loglevel: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    return new NpmStart(npm, folder, all);
  }

  /** Starts as on a fresh clone and waits until everything runs. */
  static async run(settings: Record<string, string> = {}, args: readonly string[] = []): Promise<NpmStart> {
    return (await NpmStart.begin(settings, args)).#untilItRuns();
  }

  /** Starts as a second time, where the databases are there already, and without a sandbox; waits until everything runs. */
  static async runAgain(): Promise<NpmStart> {
    const folder = await mkdtemp(join(tmpdir(), 'frontdesk-start-'));
    for (const owner of ['checkout', 'partner-gateway'])
      await rename(await databaseFolder(), join(folder, owner));
    return (await NpmStart.#in(folder, SANDBOX_ELSEWHERE, [])).#untilItRuns();
  }

  async #untilItRuns(): Promise<this> {
    await this.says(RUNS, STARTS_WITHIN_MS);
    return this;
  }

  async says(text: string, withinMs?: number): Promise<void> {
    const over = () => this.npm.exitCode !== null && !this.output.includes(text);
    await eventually(() => over() || this.output.includes(text), `"${text}" in\n${this.output}`, withinMs);
    if (over()) throw new Error(`npm start ended without saying "${text}":\n${this.output}`);
  }

  /** What npm start ends with. */
  ended(): Promise<number | null> {
    return this.#ended;
  }

  /** What the launcher said, line by line, without npm's own words and the steps. */
  ownLines(): string[] {
    return this.output.split('\n').filter((line) => /^[^\s>]/.test(line));
  }

  signalToGroup(signal: NodeJS.Signals): void {
    process.kill(-this.#npmPid, signal);
  }

  signalToNpm(signal: NodeJS.Signals): void {
    process.kill(this.#npmPid, signal);
  }

  signalToLauncher(signal: NodeJS.Signals): void {
    const launcher = runningProcesses().find(({ parent }) => parent === this.#npmPid);
    if (!launcher) throw new Error('no launcher runs');
    process.kill(launcher.pid, signal);
  }

  /** Kills the process of the system that runs this app. */
  kill(app: string): void {
    const running = this.processes().find(({ command }) =>
      command.at(-1)?.endsWith(`dist/apps/${app}/main.js`),
    );
    if (!running) throw new Error(`no process runs ${app}`);
    process.kill(running.pid, 'SIGKILL');
  }

  /** Whatever still runs of all that was started: none of it leaves the process group. */
  processes(): RunningProcess[] {
    return runningProcesses().filter(({ group }) => group === this.#npmPid);
  }

  get #npmPid(): number {
    if (!this.npm.pid) throw new Error('npm did not start');
    return this.npm.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.processes().length) this.signalToGroup('SIGKILL');
    await this.#ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}
