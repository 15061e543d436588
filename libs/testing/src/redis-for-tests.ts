import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { programPath, recordSkipped } from './program.js';

const HOW_TO_GET_IT = 'apt-get install redis-server, or REDIS_URL for those that do not break it';

/** A Redis server of a test's own, which it may kill, halt and bring back; or one that is there, and is left alone. */
export class TestRedis implements AsyncDisposable {
  #process: ChildProcess | undefined;

  constructor(
    readonly url: string,
    private readonly program?: string,
  ) {}

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Starts the server, empty, and waits until it accepts connections. */
  async restart(): Promise<void> {
    if (!this.program) return;
    const settings = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    this.#process = spawn(this.program, settings, { stdio: 'ignore' });
    await eventually(() => accepts(this.port), `redis-server on port ${this.port}`, 5_000);
  }

  /** Kills the server: connections break and new ones are refused. */
  async kill(): Promise<void> {
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  }

  /** Halts the server: connections stay, and nothing is answered. */
  stop(): void {
    this.#process?.kill('SIGSTOP');
  }

  /** Goes on after `stop`. */
  resume(): void {
    this.#process?.kill('SIGCONT');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}

/** A Redis server on a free port, or the one at `REDIS_URL` where there is no `redis-server` on the `PATH`. */
export async function redisForTests(): Promise<TestRedis> {
  const program = programPath('redis-server');
  const given = process.env['REDIS_URL'];
  if (!program && !given) throw new Error(`no redis-server on the PATH: ${HOW_TO_GET_IT}`);
  const redis = program
    ? new TestRedis(`redis://127.0.0.1:${await freePort()}`, program)
    : new TestRedis(given ?? '');
  await redis.restart();
  return redis;
}

/** A suite that needs a real Redis: it runs where there is one, and is named as not run where there is none. */
export function describeWithRedis(name: string, suite: () => void): void {
  describeWhere(programPath('redis-server') !== undefined || Boolean(process.env['REDIS_URL']), name, suite);
}

/** The same for a suite that kills or halts its Redis: that needs the program, whatever `REDIS_URL` says. */
export function describeWithRedisToBreak(name: string, suite: () => void): void {
  describeWhere(programPath('redis-server') !== undefined, name, suite);
}

function describeWhere(runs: boolean, name: string, suite: () => void): void {
  if (runs) return describe(name, suite);
  recordSkipped(`${name} (redis-server)`, HOW_TO_GET_IT);
  describe.skip(name, suite);
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
