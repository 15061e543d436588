import type { RedisLink } from '@frontdesk/caching';
import { indexNames } from './index-names.js';
import type { Session } from './session.js';
import type { Ended } from './session-store.js';

/** Which sessions a user has, and which belong to one session at the provider; sessions that are over drop out. */
export class SessionIndexes {
  constructor(
    private readonly redis: RedisLink['client'],
    private readonly prefix: string,
  ) {}

  async add(key: string, session: Session, now: number): Promise<void> {
    const leftMs = Math.ceil(session.lastEndsAt - now);
    await Promise.all(
      this.#names(session).map((name) =>
        this.redis
          .pipeline()
          .zremrangebyscore(name, '-inf', now)
          .zadd(name, session.lastEndsAt, key)
          .pexpire(name, leftMs)
          .exec(),
      ),
    );
  }

  async remove(key: string, session: Session): Promise<void> {
    await Promise.all(this.#names(session).map((name) => this.redis.zrem(name, key)));
  }

  /** The keys that may be meant: those of the session at the provider, or else of the user. */
  async keysOf({ subject = '', providerSid }: Ended): Promise<readonly string[]> {
    const name = this.#names({ claims: { sub: subject }, providerSid }).at(-1);
    return name === undefined ? [] : this.redis.zrange(name, 0, -1);
  }

  #names(session: Parameters<typeof indexNames>[0]): string[] {
    return indexNames(session).map((name) => `${this.prefix}:${name}`);
  }
}
