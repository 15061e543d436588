import { Deadline, type RequestContext, type Clock } from '@frontdesk/request-context';
import { AudienceMismatch } from './audience-mismatch.js';
import type { AnswerCacheOptions, CacheObserver } from './answer-cache-options.js';
import type { CachePolicy } from './cache-policy.js';
import type { Cached, Load, Outcome } from './cached.js';
import { Coalescer } from './coalescer.js';
import { type Entry, isFresh, isServable } from './entry.js';
import { entryKey } from './entry-key.js';
import { FleetTurn } from './fleet-turn.js';
import type { Waited } from './flight.js';
import { loadContext, warmUpContext } from './load-context.js';
import { loadEntry } from './load-entry.js';
import { RedisLink } from './redis-link.js';
import { Tiers } from './tiers.js';
import { warmUp, type WarmUp } from './warm-up.js';

export const DEFAULT_MAX_BYTES = 100 * 1024 * 1024;
const DEFAULT_REDIS_TIMEOUT_MS = 25;
const DEFAULT_REFRESH_WITHIN_MS = 1_000;
/** After a refresh failed, a stale answer is given for so long before the source is asked again. */
const REFRESH_PAUSE_MS = 1_000;

/** For whom an answer is asked, and whether the operation reads who that is. */
export interface CacheScope {
  readonly context: RequestContext;
  readonly readsPrincipal: boolean;
  /** How many milliseconds a load may take, whoever waits for it; as long as who asked first waits, unless told. */
  readonly withinMs?: number | undefined;
}

interface Found {
  readonly entry: Entry;
  readonly outcome: Outcome;
}

/** Answers of upstreams, each kept for the audience that its policy names, loaded once for all who wait for it. */
export class AnswerCache {
  readonly #tiers: Tiers;
  readonly #redis: RedisLink | undefined;
  readonly #fleet: FleetTurn | undefined;
  readonly #flights = new Coalescer();
  readonly #clock: Clock;
  readonly #observer: CacheObserver;
  readonly #refreshWithinMs: number;
  readonly #pausedUntil = new WeakMap<Entry, number>();
  readonly #closing = new AbortController();
  readonly #unfinished = new Set<Promise<void>>();

  constructor(options: AnswerCacheOptions) {
    const {
      name,
      redisUrl,
      maxBytes = DEFAULT_MAX_BYTES,
      redisTimeoutMs = DEFAULT_REDIS_TIMEOUT_MS,
    } = options;
    this.#clock = options.clock ?? { now: Date.now };
    this.#observer = options.observer ?? {};
    this.#refreshWithinMs = options.refreshWithinMs ?? DEFAULT_REFRESH_WITHIN_MS;
    if (redisUrl) {
      this.#redis = new RedisLink(redisUrl, redisTimeoutMs, this.#observer);
      this.#fleet = new FleetTurn(this.#redis, `frontdesk:${name}`);
    }
    const purged = (): void => this.#flights.startAfresh();
    this.#tiers = new Tiers({ name, maxBytes, clock: this.#clock, redis: this.#redis, purged });
  }

  /**
   * The answer under `key` for this audience, from the cache or by `load`. Throws `AudienceMismatch` where what reads the
   * principal is asked for as public, what `load` throws if there is nothing to give instead, and `DeadlineExceeded` or
   * the signal's reason when this caller's time is over.
   */
  async get<T>(key: string, policy: CachePolicy, scope: CacheScope, load: Load<T>): Promise<Cached<T>> {
    const { context, readsPrincipal, withinMs } = scope;
    if (readsPrincipal && policy.audience === 'public') throw new AudienceMismatch(key);
    const id = entryKey(policy.audience, context.principal, key);
    const found =
      this.#inMemory(id) ??
      (await this.#flights.join<Found>(id, context, (signal, waited) =>
        this.#fetch(
          id,
          policy,
          { context: loadContext(policy, context, signal, withinMs), waited },
          load,
          isServable,
        ),
      ));
    if (found.outcome === 'stale') this.#refresh(key, id, found.entry, policy, context, load);
    this.#observer.answered?.(found.outcome, policy.audience);
    return this.#cached(found) as Cached<T>;
  }

  /** Forgets all answers with any of these tags, in every process. */
  async purge(tags: readonly string[]): Promise<void> {
    await this.#tiers.purge(tags);
  }

  /** Loads answers before the first caller asks, a few at once; tells how many are there in the end. */
  async warm(warmUps: readonly WarmUp[], withinMs = 5_000): Promise<number> {
    const context = warmUpContext(withinMs, this.#closing.signal);
    return warmUp(this, warmUps, context, (key, error) => this.#observer.refreshFailed?.(key, error));
  }

  /** Waits until Redis answers, if there is one: at most `withinMs`, since the cache works without. */
  async ready(withinMs = 1_000): Promise<void> {
    await this.#redis?.ready(withinMs);
  }

  /** Ends refreshes, finishes what is being stored, and closes the connections. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#unfinished);
    await this.#tiers.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #inMemory(id: string): Found | undefined {
    const entry = this.#tiers.peek(id);
    if (!entry) return undefined;
    const now = this.#clock.now();
    if (isFresh(entry, now)) return { entry, outcome: 'hit' };
    return isServable(entry, now) ? { entry, outcome: 'stale' } : undefined;
  }

  /** Redis, then the turn to load, then the load. */
  async #fetch<T>(
    id: string,
    policy: CachePolicy,
    { context, waited }: { readonly context: RequestContext; readonly waited: Waited<Found> },
    load: Load<T>,
    isWelcome: (entry: Entry, now: number) => boolean,
  ): Promise<Found> {
    const find = async (): Promise<Entry | undefined> => {
      const entry = await this.#tiers.find(id);
      return entry && isWelcome(entry, this.#clock.now()) ? entry : undefined;
    };
    const turn = await this.#fleet?.take(id, context, waited, find);
    if (turn?.found)
      return { entry: turn.found, outcome: isFresh(turn.found, this.#clock.now()) ? 'hit' : 'stale' };
    try {
      const { entry, stored, tags } = await loadEntry(policy, context, load, this.#clock, (soFar) =>
        waited.offer(() => {
          const there = soFar();
          return there && { entry: there, outcome: 'bypass' };
        }),
      );
      if (!stored) {
        this.#finish(turn?.release?.());
        return { entry, outcome: 'bypass' };
      }
      this.#finish(this.#tiers.keep(id, entry, tags).finally(turn?.release));
      return { entry, outcome: 'miss' };
    } catch (error) {
      this.#finish(turn?.release?.());
      throw error;
    }
  }

  #refresh<T>(
    key: string,
    id: string,
    stale: Entry,
    policy: CachePolicy,
    context: RequestContext,
    load: Load<T>,
  ): void {
    if (this.#flights.has(id) || this.#clock.now() < (this.#pausedUntil.get(stale) ?? -Infinity)) return;
    const deadline = Deadline.in(this.#refreshWithinMs);
    const own = context.narrow({ deadline, signal: this.#closing.signal });
    const refreshed = this.#flights.join<Found>(id, own, (signal, waited) =>
      this.#fetch(id, policy, { context: loadContext(policy, own, signal), waited }, load, isFresh),
    );
    this.#finish(
      refreshed.then(
        async ({ entry, outcome }) => {
          if (outcome !== 'bypass') return;
          // The source has no such thing any more, and that is not kept: nor is what it had.
          if (entry.absent) await this.#tiers.drop(id);
          else this.#pausedUntil.set(stale, this.#clock.now() + REFRESH_PAUSE_MS);
        },
        (error: unknown) => {
          this.#pausedUntil.set(stale, this.#clock.now() + REFRESH_PAUSE_MS);
          this.#observer.refreshFailed?.(key, error);
        },
      ),
    );
  }

  /** Lets work end behind the answer; nothing that fails there is the caller's concern. */
  #finish(work: Promise<void> | undefined): void {
    if (!work) return;
    const done = work.catch(() => undefined).finally(() => this.#unfinished.delete(done));
    this.#unfinished.add(done);
  }

  #cached({ entry, outcome }: Found): Cached<unknown> {
    const ageMs = Math.max(0, this.#clock.now() - entry.at);
    return {
      value: entry.value,
      outcome,
      ageMs,
      freshForMs: outcome === 'bypass' ? 0 : entry.freshMs - ageMs,
    };
  }
}
