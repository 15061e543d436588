import { connectPatiently, FleetLock, RedisLink } from '@frontdesk/caching';
import type { Clock } from '@frontdesk/request-context';
import { Copies } from './copies.js';
import { Endings } from './endings.js';
import type { HeldSession } from './held-session.js';
import { openSession, sealSession } from './sealed-session.js';
import type { SealingKeys } from './sealing-keys.js';
import type { Session } from './session.js';
import { SessionIndexes } from './session-indexes.js';
import type { Ended, SessionStore } from './session-store.js';
import { SessionsUnavailable } from './sessions-unavailable.js';
import { slideStepMs, SWEEP_MS, TRUSTED_MS } from './times.js';

const PREFIX = 'frontdesk:web-bff:session';
const ENDED = `${PREFIX}:ended`;
const READY_WITHIN_MS = 1_000;
/** Public pages wait for no longer than this where Redis hangs, and only the first of them. */
const TIMEOUT_MS = 50;

interface Options {
  readonly url: string;
  readonly idleMs: number;
  readonly clock: Clock;
  /** Read when first needed: they may come from a file that is not there yet. */
  readonly keys: () => SealingKeys;
  readonly timeoutMs?: number;
  readonly watcher?: { redisLost?(): void; redisBack?(): void };
}

/**
 * Sessions in Redis, for all gateways on it. A process keeps copies of those in use, and believes each for half a second:
 * an end is told to all at once, and where that word is lost the copy does not outlive it for longer.
 */
export class RedisSessions implements SessionStore {
  readonly #link: RedisLink;
  readonly #subscriber: ReturnType<typeof connectPatiently>;
  readonly #lock: FleetLock;
  readonly #indexes: SessionIndexes;
  readonly #endings = new Endings();
  readonly #copies = new Copies(this.#endings);
  readonly #loading = new Map<string, Promise<HeldSession | undefined>>();
  readonly #slideStepMs: number;
  readonly #sweeping: NodeJS.Timeout;

  constructor(private readonly options: Options) {
    const { url, timeoutMs = TIMEOUT_MS, watcher } = options;
    this.#slideStepMs = slideStepMs(options.idleMs);
    this.#link = new RedisLink(url, timeoutMs, watcher);
    this.#lock = new FleetLock(this.#link, PREFIX);
    this.#indexes = new SessionIndexes(this.#link.client, PREFIX);
    this.#subscriber = connectPatiently(url);
    this.#subscriber.on('message', (_: string, key: string) => this.#forget(key));
    // What was told while the connection was lost was missed. Subscribing again is ioredis' doing, before this.
    this.#subscriber.on('ready', () => this.#doubtAll());
    void this.#subscriber.subscribe(ENDED).catch(() => undefined);
    this.#sweeping = setInterval(() => void this.sweep(), SWEEP_MS).unref();
  }

  /** Waits until Redis takes commands, for a second at most: the first requests would find no connection. */
  ready(): Promise<void> {
    return this.#link.ready(READY_WITHIN_MS);
  }

  async add(key: string, session: Session): Promise<void> {
    const { client } = this.#link;
    const now = this.options.clock.now();
    const leftMs = Math.ceil(session.lastEndsAt - now);
    const sealed = sealSession(session, key, this.options.keys());
    // The indexes first: a session that stands in none could not be ended by the provider.
    await this.#run(() => this.#indexes.add(key, session, now));
    await this.#run(() => client.set(nameOf(key), sealed, 'PX', Math.min(this.options.idleMs, leftMs)));
  }

  find(key: string, slides: boolean): HeldSession | undefined | Promise<HeldSession | undefined> {
    const copy = this.#copies.get(key);
    const now = this.options.clock.now();
    if (copy && now < copy.trustedUntil && now < copy.endsAt) return this.#used(copy, slides, now);
    return this.findAnew(key).then((held) => held && this.#used(held, slides, this.options.clock.now()));
  }

  /** One question for all who ask at the same time. */
  findAnew(key: string): Promise<HeldSession | undefined> {
    const underWay = this.#loading.get(key);
    if (underWay) return underWay;
    const loading: Promise<HeldSession | undefined> = this.#load(
      key,
      () => this.#loading.get(key) === loading,
    );
    this.#loading.set(key, loading);
    const done = () => void (this.#loading.get(key) === loading && this.#loading.delete(key));
    loading.then(done, done);
    return loading;
  }

  async replace(key: string, session: Session): Promise<boolean> {
    const sealed = sealSession(session, key, this.options.keys());
    const { client } = this.#link;
    // Only where it still is: a session that has ended meanwhile must not come back.
    const kept = await this.#run(() => client.set(nameOf(key), sealed, 'KEEPTTL', 'XX'));
    const copy = this.#copies.get(key);
    if (kept === null) this.#forget(key);
    else if (copy) copy.session = session;
    this.#loading.delete(key);
    return kept !== null;
  }

  async end(key: string): Promise<Session | undefined> {
    const { client } = this.#link;
    // Both or neither: an end that nobody is told of would go on elsewhere. Told even of what is not there, since
    // another gateway may hold a copy.
    const answers = await this.#run(() => client.multi().getdel(nameOf(key)).publish(ENDED, key).exec());
    this.#forget(key);
    const [sealed] = valuesOf(answers);
    const session = typeof sealed === 'string' ? openSession(sealed, key, this.options.keys()) : undefined;
    // It is over, and what is left of it in the indexes goes with the next session there.
    if (session) await this.#run(() => this.#indexes.remove(key, session)).catch(() => undefined);
    return session;
  }

  async endAll(whose: Ended): Promise<readonly Session[]> {
    const { subject } = whose;
    const keys = await this.#run(() => this.#indexes.keysOf(whose));
    const ended: Session[] = [];
    for (const key of keys) {
      const held = await this.findAnew(key);
      if (subject !== undefined && held && held.session.claims.sub !== subject) continue;
      const session = await this.end(key);
      if (session) ended.push(session);
    }
    return ended;
  }

  async isFirst(name: string, forMs: number): Promise<boolean> {
    const { client } = this.#link;
    const taken = await this.#run(() => client.set(onceNameOf(name), '', 'PX', Math.ceil(forMs), 'NX'));
    return taken === 'OK';
  }

  async wasFirst(name: string): Promise<boolean> {
    return (await this.#run(() => this.#link.client.exists(onceNameOf(name)))) === 1;
  }

  async lock(key: string, forMs: number): Promise<(() => Promise<void>) | undefined> {
    const release = await this.#lock.take(key, forMs).catch(unavailable);
    // What was asked before this may be older than what the last owner left.
    if (release) this.#loading.delete(key);
    return release;
  }

  /** Asks about the sessions that are watched and seem to be over: another gateway may have put their end off. */
  async sweep(): Promise<void> {
    const now = this.options.clock.now();
    const doubtful = this.#endings.keys.filter((key) => {
      const copy = this.#copies.get(key);
      return !copy || copy.trustedUntil === 0 || now >= copy.endsAt;
    });
    for (const key of doubtful) {
      // Redis gone: they are asked about again at the next sweep.
      const held = await this.findAnew(key).catch(() => 'unknown' as const);
      if (held === 'unknown') return;
      if (!held) this.#forget(key);
    }
  }

  close(): void {
    clearInterval(this.#sweeping);
    this.#subscriber.disconnect();
    this.#link.close();
  }

  async #load(key: string, isCurrent: () => boolean): Promise<HeldSession | undefined> {
    const asked = this.options.clock.now();
    const { client } = this.#link;
    const answers = await this.#run(() => client.pipeline().get(nameOf(key)).pttl(nameOf(key)).exec());
    const [sealed, leftMs] = valuesOf(answers);
    const session = typeof sealed === 'string' && openSession(sealed, key, this.options.keys());
    if (!session || asked >= session.lastEndsAt) {
      this.#forget(key);
      return undefined;
    }
    const endsAt = Math.min(asked + Number(leftMs), session.lastEndsAt);
    // It has ended, or was changed, while it was read.
    if (!isCurrent()) return this.findAnew(key);
    return this.#copies.keep(key, session, endsAt, asked + TRUSTED_MS);
  }

  #used(held: HeldSession, slides: boolean, now: number): HeldSession {
    if (!slides || now - held.slidAt < this.#slideStepMs) return held;
    held.slidAt = now;
    held.endsAt = Math.min(now + this.options.idleMs, held.session.lastEndsAt);
    // Times left, not instants: Redis' clock need not be ours.
    const leftMs = Math.ceil(held.endsAt - now);
    // Nobody waits for it: the next request slides again, and a session that has ended stays so.
    void this.#run(() => this.#link.client.pexpire(nameOf(held.key), leftMs)).catch(() => undefined);
    return held;
  }

  #forget(key: string): void {
    this.#loading.delete(key);
    this.#copies.drop(key);
    this.#endings.tell(key);
  }

  #doubtAll(): void {
    this.#copies.doubtAll();
    void this.sweep();
  }

  #run<T>(work: () => Promise<T>): Promise<T> {
    return this.#link.gate.run(work).catch(unavailable);
  }
}

/** What several commands were answered with; throws where one of them failed. */
function valuesOf(answers: [Error | null, unknown][] | null): unknown[] {
  return (answers ?? []).map(([error, value]) => (error ? unavailable(error) : value));
}

function nameOf(key: string): string {
  return `${PREFIX}:${key}`;
}

function onceNameOf(name: string): string {
  return `${PREFIX}:once:${name}`;
}

function unavailable(error: unknown): never {
  throw error instanceof SessionsUnavailable ? error : new SessionsUnavailable({ cause: error });
}
