import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { eventually } from './eventually.js';
import { programPath, recordSkipped } from './program.js';
import { freePort } from './redis-for-tests.js';

const HOW_TO_GET_IT = 'apt-get install postgresql, or DATABASE_URL';
const START_WITHIN_MS = 15_000;
/** A test's data may be lost with the machine. */
const FAST = ['-c', 'fsync=off', '-c', 'full_page_writes=off'];

const run = promisify(execFile);

/** A PostgreSQL database of a test's own, empty, on a server of its own or on that of `DATABASE_URL`. */
export class TestPostgres implements AsyncDisposable {
  readonly #database = `frontdesk_test_${randomBytes(6).toString('hex')}`;

  constructor(
    private readonly serverUrl: string,
    private readonly server: TestServer | undefined,
  ) {}

  get url(): string {
    const url = new URL(this.serverUrl);
    url.pathname = `/${this.#database}`;
    return url.href;
  }

  async create(): Promise<this> {
    await this.#tell(`CREATE DATABASE ${this.#database}`);
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.server) return this.server.stop();
    await this.#tell(`DROP DATABASE ${this.#database} WITH (FORCE)`);
  }

  async #tell(statement: string): Promise<void> {
    const client = new pg.Client(this.serverUrl);
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
}

/** Makes an empty database; fails where there is no PostgreSQL. */
export async function postgresForTests(): Promise<TestPostgres> {
  const given = process.env['DATABASE_URL'];
  if (given) return new TestPostgres(given, undefined).create();
  const server = await TestServer.start();
  try {
    return await new TestPostgres(server.url, server).create();
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Whether there is a PostgreSQL for tests to run on. */
export function hasPostgres(): boolean {
  return process.env['DATABASE_URL'] !== undefined || serverProgram('initdb') !== undefined;
}

/** A suite that needs a real PostgreSQL: it runs where there is one, and is named as not run where there is none. */
export function describeWithPostgres(name: string, suite: () => void): void {
  if (hasPostgres()) return describe(name, suite);
  recordSkipped(`${name} (postgresql)`, HOW_TO_GET_IT);
  describe.skip(name, suite);
}

class TestServer {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(): Promise<TestServer> {
    const initdb = serverProgram('initdb');
    if (!initdb) throw new Error(`no PostgreSQL on this machine: ${HOW_TO_GET_IT}`);
    const owner = serverOwner();
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-postgres-'));
    if (owner) chownSync(folder, owner.uid, owner.gid);
    const data = join(folder, 'data');
    const settings = { ...owner, cwd: folder };
    await run(initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8'], settings);
    const port = await freePort();
    const where = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
    const server = new TestServer(
      `postgres://postgres@127.0.0.1:${port}/postgres`,
      spawn(join(dirname(initdb), 'postgres'), [...where, ...FAST], { ...settings, stdio: 'ignore' }),
      folder,
    );
    await eventually(() => server.#answers(), `PostgreSQL on port ${port}`, START_WITHIN_MS);
    return server;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGQUIT'); // at once, and its children with it
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #answers(): Promise<boolean> {
    if (this.process.exitCode !== null) throw new Error('PostgreSQL ended before it was ready');
    const client = new pg.Client(this.url);
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** On the `PATH`, or where Debian keeps what is not for everybody. */
function serverProgram(name: string): string | undefined {
  return programPath(name) ?? globSync(`/usr/lib/postgresql/*/bin/${name}`).sort().at(-1);
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function serverOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  if (!uid || !gid) throw new Error('PostgreSQL does not run as root, and there is no user postgres');
  return { uid: Number(uid), gid: Number(gid) };
}
