import { lookup, resolve4 } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Endpoint, Instance } from './instance.js';

/** Looks a name up; `ttlMs` says how long the addresses hold. */
export type Resolve = (name: string) => Promise<{ addresses: readonly string[]; ttlMs: number }>;

const MIN_TTL_MS = 1_000;
const MAX_TTL_MS = 60_000;
/** For addresses that came without one, from a hosts file for example. */
const UNKNOWN_TTL_MS = 30_000;
/** How soon a name that could not be resolved is looked up again. */
const AGAIN_MS = 1_000;

/** Asks DNS, and where it does not know the name, the system (hosts file, search domains). */
export const resolveByDns: Resolve = async (name) => {
  try {
    const records = await resolve4(name, { ttl: true });
    const ttl = Math.min(...records.map((record) => record.ttl));
    return { addresses: records.map(({ address }) => address), ttlMs: ttl * 1_000 };
  } catch {
    const found = await lookup(name, { all: true });
    const ofOneFamily = found.filter(({ family }) => family === found[0]?.family);
    return { addresses: ofOneFamily.map(({ address }) => address), ttlMs: UNKNOWN_TTL_MS };
  }
};

interface Owner {
  opened(endpoint: Endpoint): Instance;
  changed(): void;
}

/** One declared URL and the instances behind its name, looked up again by the next call after they expire. */
export class Discovery {
  instances: readonly Instance[] = [];
  #expiresAt = -Infinity;
  #lookup: Promise<void> | undefined;
  #closed = false;
  readonly #fixed: boolean;

  constructor(
    private readonly url: URL,
    private readonly around: { readonly now: () => number; readonly resolve: Resolve },
    private readonly owner: Owner,
  ) {
    this.#fixed =
      isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0 || /(?:^|\.)localhost$/i.test(url.hostname);
    if (this.#fixed) this.instances = [owner.opened({ url })];
  }

  keepFresh(): void {
    if (!this.#fixed && this.around.now() >= this.#expiresAt) void this.looked();
  }

  looked(): Promise<void> {
    if (this.#fixed || this.around.now() < this.#expiresAt) return Promise.resolve();
    return (this.#lookup ??= this.#look().finally(() => (this.#lookup = undefined)));
  }

  close(): void {
    this.#closed = true;
  }

  async #look(): Promise<void> {
    try {
      const { addresses, ttlMs } = await this.around.resolve(this.url.hostname);
      this.#expiresAt = this.around.now() + Math.min(Math.max(ttlMs, MIN_TTL_MS), MAX_TTL_MS);
      if (addresses.length > 0 && !this.#closed) this.#use(addresses);
    } catch {
      // Addresses that were good a moment ago are better than none.
      this.#expiresAt = this.around.now() + AGAIN_MS;
    }
  }

  #use(addresses: readonly string[]): void {
    const kept = this.instances.filter(({ endpoint }) => addresses.includes(endpoint.address ?? ''));
    const gone = this.instances.filter((instance) => !kept.includes(instance));
    const added = addresses
      .filter((address) => !kept.some(({ endpoint }) => endpoint.address === address))
      .map((address) => this.owner.opened({ url: this.url, address }));
    if (gone.length === 0 && added.length === 0) return;
    this.instances = [...kept, ...added];
    this.owner.changed();
    // What is under way there may still end.
    for (const instance of gone) void instance.retire();
  }
}
