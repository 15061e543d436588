import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { HOW_TO_GET_POSTGRES, initdbPath, type PostgresServer, startPostgres } from './postgres-server.js';
import { recordSkipped } from './program.js';

/** A PostgreSQL database of a test's own, empty, on a server that others may use as well. */
export class TestPostgres implements AsyncDisposable {
  readonly #database = `frontdesk_test_${randomBytes(6).toString('hex')}`;

  constructor(
    private readonly serverUrl: string,
    private readonly server: PostgresServer | undefined,
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
  const { DATABASE_URL: given, FRONTDESK_TEST_POSTGRES: shared } = process.env;
  const running = given || shared;
  if (running) return new TestPostgres(running, undefined).create();
  const server = await startPostgres();
  try {
    return await new TestPostgres(server.url, server).create();
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Whether there is a PostgreSQL for tests to run on. */
export function hasPostgres(): boolean {
  return process.env['DATABASE_URL'] !== undefined || initdbPath() !== undefined;
}

/** A suite that needs a real PostgreSQL: it runs where there is one, and is named as not run where there is none. */
export function describeWithPostgres(name: string, suite: () => void): void {
  if (hasPostgres()) return describe(name, suite);
  recordSkipped(`${name} (postgresql)`, HOW_TO_GET_POSTGRES);
  describe.skip(name, suite);
}
