import type { Clock } from '@frontdesk/request-context';
import { type Entry, isFresh } from './entry.js';
import { entrySerializer, isEntry, type StoredItem } from './entry-serializer.js';
import { freezeAndWeigh } from './freeze-and-weigh.js';
import { PurgeLog } from './purge-log.js';
import { TagIndex } from './tag-index.js';
import { TwoSegmentLru } from './two-segment-lru.js';

/** What a key and its places in the maps take beside key and value; measured with a million entries. */
const BYTES_OF_A_PLACE = 400;
/** No entry takes more than this part of the whole, so that a large one does not evict all others. */
const LARGEST_PART = 8;

interface Held {
  readonly item: StoredItem;
  readonly bytes: number;
}

/**
 * bentocache's tier in the process: the entries used last, as frozen objects, within a number of bytes that counts keys
 * too. bentocache's own counts values alone, and only as text, which it then parses for every hit.
 */
export class MemoryTier {
  readonly type = 'l1' as const;
  readonly #held: TwoSegmentLru<Held>;
  readonly #tags = new TagIndex();
  readonly #purges = new PurgeLog();

  constructor(
    private readonly maxBytes: number,
    private readonly clock: Clock,
  ) {
    this.#held = new TwoSegmentLru(maxBytes, (key, { item }) => this.#tags.remove(key, item.tags));
  }

  get bytes(): number {
    return this.#held.bytes;
  }

  get size(): number {
    return this.#held.size;
  }

  /** The entry under a key, stale ones too; the way of a hit, so nothing is awaited or made here. */
  peek(key: string): Entry | undefined {
    return this.#held.use(key)?.item.value as Entry | undefined;
  }

  /** The item as bentocache asks for it: a stale entry is hidden, so that Redis is asked for a fresh one. */
  get(key: string): string | undefined {
    const item = this.#held.look(key)?.item;
    if (!item || (isEntry(item.value) && !isFresh(item.value, this.clock.now()))) return undefined;
    return asBentocacheHasIt(item);
  }

  /** Keeps an item; bentocache hands over an object for a value just set, and text for one found in Redis. */
  set(key: string, given: string | StoredItem): boolean {
    const item = typeof given === 'string' ? entrySerializer.deserialize(given) : given;
    this.delete(key);
    if (isEntry(item.value) && this.#purges.hasPurged(item.tags ?? [], item.value.begunAt)) return false;
    const bytes = BYTES_OF_A_PLACE + key.length + freezeAndWeigh(item.value);
    if (bytes > this.maxBytes / LARGEST_PART) return false;
    this.#tags.add(key, item.tags);
    this.#held.add(key, { item, bytes });
    return true;
  }

  delete(key: string): boolean {
    const held = this.#held.remove(key);
    if (held) this.#tags.remove(key, held.item.tags);
    return held !== undefined;
  }

  deleteMany(keys: readonly string[]): boolean {
    for (const key of keys) this.delete(key);
    return true;
  }

  /** Forgets what was made of these things, and refuses what is still being loaded from before. */
  purge(tags: readonly string[]): void {
    this.#purges.note(tags);
    for (const tag of tags) this.deleteMany(this.#tags.keysOf(tag));
  }

  /** Forgets all that a purge could have meant, for when purges may have been missed. */
  dropPurgeable(): void {
    for (const [key, { item }] of [...this.#held.entries()]) {
      if (!isEntry(item.value) || (item.tags?.length ?? 0) > 0) this.delete(key);
    }
  }

  clear(): void {
    this.#held.clear();
    this.#tags.clear();
  }

  pull(key: string): string | undefined {
    const item = this.get(key);
    this.delete(key);
    return item;
  }

  getRemainingTtl(): undefined {
    return undefined;
  }

  namespace(): this {
    return this;
  }

  async disconnect(): Promise<void> {
    this.clear();
  }
}

/** bentocache's types speak of text, but with `serialize: false` it passes objects and takes them back. */
function asBentocacheHasIt(item: StoredItem): string {
  return item as unknown as string;
}
