import type { DatabaseConnection, Driver } from 'kysely';
import { DatabaseUnavailable } from './database-unavailable.js';
import type { Watching } from './watched-dialect.js';

/** A driver that tells its errors in this library's words, and knows whether its database answered last. */
export class WatchedDriver implements Driver {
  isThere = true;
  /** Settles once nobody has the connection, where there is one for everybody. */
  #free: Promise<unknown> = Promise.resolve();
  readonly #release = new WeakMap<DatabaseConnection, () => void>();
  readonly #inner = new WeakMap<DatabaseConnection, DatabaseConnection>();

  constructor(
    private readonly driver: Driver,
    private readonly watching: Watching,
  ) {}

  init(): Promise<void> {
    return this.#watch(() => this.driver.init());
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const release = this.watching.oneAtATime ? await this.#turn() : undefined;
    try {
      const inner = await this.#watch(() => this.driver.acquireConnection());
      const connection: DatabaseConnection = {
        executeQuery: (query, options) => this.#watch(() => inner.executeQuery(query, options)),
        streamQuery: (query, size, options) => inner.streamQuery(query, size, options),
      };
      this.#inner.set(connection, inner);
      if (release) this.#release.set(connection, release);
      return connection;
    } catch (error) {
      release?.();
      throw error;
    }
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    try {
      await this.driver.releaseConnection(this.#innerOf(connection));
    } finally {
      this.#release.get(connection)?.();
    }
  }

  beginTransaction(...[connection, settings]: Parameters<Driver['beginTransaction']>): Promise<void> {
    return this.#watch(() => this.driver.beginTransaction(this.#innerOf(connection), settings));
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#watch(() => this.driver.commitTransaction(this.#innerOf(connection)));
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#watch(() => this.driver.rollbackTransaction(this.#innerOf(connection)));
  }

  destroy(): Promise<void> {
    return this.driver.destroy();
  }

  #innerOf(connection: DatabaseConnection): DatabaseConnection {
    return this.#inner.get(connection) ?? connection;
  }

  /** Waits until nobody has the connection; resolves to what lets go of it. */
  async #turn(): Promise<() => void> {
    const before = this.#free;
    let release = () => {};
    this.#free = new Promise<void>((resolve) => (release = resolve));
    await before;
    return release;
  }

  async #watch<T>(ask: () => Promise<T>): Promise<T> {
    try {
      const answer = await ask();
      this.isThere = true;
      return answer;
    } catch (cause) {
      const error = this.watching.errorFrom(cause);
      this.isThere = !(error instanceof DatabaseUnavailable);
      throw error;
    }
  }
}
