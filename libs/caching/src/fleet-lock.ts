import { randomUUID } from 'node:crypto';
import type { RedisLink } from './redis-link.js';

/** Only its owner removes a lock: one that has expired may be another's by now. */
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;

/** Gives a lock back. */
export type Release = () => Promise<void>;

/** One lock per key among all processes on one Redis; it has an owner and an end. */
export class FleetLock {
  constructor(
    private readonly redis: RedisLink,
    private readonly prefix: string,
  ) {}

  /** Takes the lock for at most `expiryMs`; undefined if another has it. Throws `RedisUnavailable`. */
  async take(key: string, expiryMs: number): Promise<Release | undefined> {
    const owner = randomUUID();
    const name = this.#name(key);
    const { client, gate } = this.redis;
    const release = () => client.eval(RELEASE, 1, name, owner);
    let asked: Promise<unknown> | undefined;
    const taken = await gate
      .run(() => (asked = client.set(name, owner, 'PX', Math.ceil(expiryMs), 'NX')))
      .catch((error: unknown) => {
        // What is granted after all has no owner any more, and would keep everybody out until it expires.
        asked?.then(release).catch(() => undefined);
        throw error;
      });
    if (taken !== 'OK') return undefined;
    return async () => {
      await gate.run(release).catch(() => undefined);
    };
  }

  /** Whether anybody has the lock. Throws `RedisUnavailable`. */
  async isTaken(key: string): Promise<boolean> {
    return (await this.redis.gate.run(() => this.redis.client.exists(this.#name(key)))) === 1;
  }

  #name(key: string): string {
    return `${this.prefix}:lock:${key}`;
  }
}
