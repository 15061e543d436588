import { EventEmitter } from 'node:events';
import { BentoCache, bentostore } from 'bentocache';
import { type RedisDriver, redisDriver } from 'bentocache/drivers/redis';
import type { Clock } from '@frontdesk/request-context';
import { connectPatiently } from './connect-redis.js';
import type { Entry } from './entry.js';
import { entrySerializer } from './entry-serializer.js';
import { InvalidationBus } from './invalidation-bus.js';
import { MemoryTier } from './memory-tier.js';
import type { RedisLink } from './redis-link.js';
import { RedisTier } from './redis-tier.js';

/** Under which bentocache keeps when a tag was purged; the specs of purging across processes hold it to that. */
const TAG_KEY_PREFIX = '___bc:t:';

interface TiersOptions {
  /** Of the caches that share entries: one per gateway. */
  readonly name: string;
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly redis: RedisLink | undefined;
  /** Told of purges, from wherever: what is being loaded may be from before. */
  readonly purged: () => void;
}

/** Where entries are kept: in memory, and behind it in Redis if there is one; with purges that reach every process. */
export class Tiers {
  readonly memory: MemoryTier;
  readonly #redis: RedisLink | undefined;
  readonly #purged: () => void;
  readonly #cache: BentoCache<{ [name: string]: ReturnType<typeof bentostore> }>;
  /** Purges that Redis could not be told of. */
  readonly #owed = new Set<string>();

  constructor({ name, maxBytes, clock, redis, purged }: TiersOptions) {
    this.memory = new MemoryTier(maxBytes, clock);
    this.#redis = redis;
    this.#purged = purged;
    const emitter = new EventEmitter();
    emitter.on('bus:message:received', ({ message }: { message: { keys: string[] } }) =>
      this.#heard(message.keys),
    );
    const store = bentostore({ prefix: `frontdesk:${name}` }).useL1Layer({
      options: { serialize: false },
      factory: () => this.memory,
    });
    if (redis) this.#connect(store, redis);
    this.#cache = new BentoCache({
      default: name,
      stores: { [name]: store },
      serializer: entrySerializer,
      emitter,
    });
    this.#cache.use();
    redis?.onRecovery(() => this.#catchUp());
  }

  /** The entry in memory, be it stale. */
  peek(key: string): Entry | undefined {
    return this.memory.peek(key);
  }

  /** The entry as any tier has it; one that was purged is not found. */
  async find(key: string): Promise<Entry | undefined> {
    const found = (await this.#cache.get({ key, grace: false })) as Entry | undefined;
    return found && (this.memory.peek(key) ?? found);
  }

  /** Keeps an entry in memory, at once, and in Redis as soon as that may be. */
  async keep(key: string, entry: Entry, tags: readonly string[]): Promise<void> {
    const ttl = entry.freshMs + entry.staleMs;
    // Not announced: another process' copy is good until its own time is over.
    await this.#cache.set({ key, value: entry, ttl, tags: [...tags], grace: false, skipBusNotify: true });
  }

  /** Forgets one entry, in all processes. */
  async drop(key: string): Promise<void> {
    await this.#cache.delete({ key });
  }

  /** Forgets what carries any of these tags, here and in all processes; those out of reach follow when Redis is back. */
  async purge(tags: readonly string[]): Promise<void> {
    this.#purgeMemory(tags);
    await this.#cache.deleteByTag({ tags: [...tags] });
    // Until now, what was purged could still be found in Redis.
    if (this.#redis) this.#purged();
    if (this.#redis && !this.#redis.gate.isOpen) for (const tag of tags) this.#owed.add(tag);
  }

  async close(): Promise<void> {
    await this.#cache.disconnectAll();
    this.#redis?.close();
  }

  #connect(store: ReturnType<typeof bentostore>, { client, gate, url }: RedisLink): void {
    const driver = redisDriver({ connection: client });
    store.useL2Layer({
      options: driver.options,
      factory: (config) => new RedisTier(driver.factory(config) as RedisDriver, gate),
    });
    const connections = { publisher: client, subscriber: connectPatiently(url), gate };
    store.useBus({
      options: { retryQueue: { enabled: false, retryInterval: false } },
      factory: () => new InvalidationBus(connections, () => this.#dropPurgeable()),
    });
  }

  #heard(keys: readonly string[]): void {
    const tags = keys
      .filter((key) => key.startsWith(TAG_KEY_PREFIX))
      .map((key) => key.slice(TAG_KEY_PREFIX.length));
    if (tags.length > 0) this.#purgeMemory(tags);
  }

  #purgeMemory(tags: readonly string[]): void {
    this.memory.purge(tags);
    this.#purged();
  }

  #dropPurgeable(): void {
    this.memory.dropPurgeable();
    this.#purged();
  }

  /** While Redis was out of reach others may have purged, and nobody heard of what was purged here. */
  #catchUp(): void {
    const owed = [...this.#owed];
    this.#owed.clear();
    this.#dropPurgeable();
    if (owed.length > 0) void this.purge(owed);
  }
}
