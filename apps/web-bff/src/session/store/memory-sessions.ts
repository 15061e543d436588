import type { Clock } from '@frontdesk/request-context';
import { Endings } from './endings.js';
import { HeldSession } from './held-session.js';
import { NamesInUse } from './names-in-use.js';
import type { Session } from './session.js';
import type { Ended, SessionStore } from './session-store.js';
import { slideStepMs, SWEEP_MS } from './times.js';

interface Options {
  readonly idleMs: number;
  /** How many sessions are kept at most: one more ends the one that was not used for longest. */
  readonly maxSessions: number;
  readonly clock: Clock;
}

/** Sessions in this process alone: they end with it. */
export class MemorySessions implements SessionStore {
  /** In the order in which they were used last, to within the step of sliding. */
  readonly #sessions = new Map<string, HeldSession>();
  readonly #endings = new Endings();
  readonly #names: NamesInUse;
  readonly #locks = new Map<string, symbol>();
  readonly #slideStepMs: number;
  readonly #sweeping: NodeJS.Timeout;

  constructor(private readonly options: Options) {
    this.#names = new NamesInUse(options.clock);
    this.#slideStepMs = slideStepMs(options.idleMs);
    // One timer for all sessions.
    this.#sweeping = setInterval(() => this.sweep(), SWEEP_MS).unref();
  }

  get size(): number {
    return this.#sessions.size;
  }

  async add(key: string, session: Session): Promise<void> {
    const held = new HeldSession(key, session, 0, this.#endings);
    this.#slide(held, this.options.clock.now());
    if (this.#sessions.size <= this.options.maxSessions) return;
    for (const [oldest] of this.#sessions) {
      this.#remove(oldest);
      return;
    }
  }

  find(key: string, slides: boolean): HeldSession | undefined {
    const held = this.#sessions.get(key);
    if (!held) return undefined;
    const now = this.options.clock.now();
    if (now >= held.endsAt) {
      this.#remove(key);
      return undefined;
    }
    if (slides && now - held.slidAt >= this.#slideStepMs) this.#slide(held, now);
    return held;
  }

  async findAnew(key: string): Promise<HeldSession | undefined> {
    return this.find(key, false);
  }

  async replace(key: string, session: Session): Promise<boolean> {
    const held = this.find(key, false);
    if (held) held.session = session;
    return held !== undefined;
  }

  async end(key: string): Promise<Session | undefined> {
    return this.#remove(key)?.session;
  }

  /** Looks through all of them: it is rare, and an index would cost every log-in. */
  async endAll({ subject, providerSid }: Ended): Promise<readonly Session[]> {
    if (subject === undefined && providerSid === undefined) return [];
    const ended: Session[] = [];
    for (const [key, { session }] of this.#sessions) {
      if (subject !== undefined && session.claims.sub !== subject) continue;
      if (providerSid !== undefined && session.providerSid !== providerSid) continue;
      this.#remove(key);
      ended.push(session);
    }
    return ended;
  }

  async isFirst(name: string, forMs: number): Promise<boolean> {
    return this.#names.take(name, forMs);
  }

  async wasFirst(name: string): Promise<boolean> {
    return this.#names.isTaken(name);
  }

  async lock(key: string): Promise<(() => Promise<void>) | undefined> {
    if (this.#locks.has(key)) return undefined;
    const owner = Symbol(key);
    this.#locks.set(key, owner);
    return async () => void (this.#locks.get(key) === owner && this.#locks.delete(key));
  }

  /** Ends the sessions whose time is over. */
  sweep(): void {
    const now = this.options.clock.now();
    for (const [key, { endsAt }] of this.#sessions) {
      if (now < endsAt) break;
      this.#remove(key);
    }
    // An absolute end may come sooner than that of one which was used less lately.
    for (const key of this.#endings.keys) this.find(key, false);
    this.#names.sweep();
  }

  close(): void {
    clearInterval(this.#sweeping);
  }

  #slide(held: HeldSession, now: number): void {
    held.slidAt = now;
    held.endsAt = Math.min(now + this.options.idleMs, held.session.lastEndsAt);
    this.#sessions.delete(held.key);
    this.#sessions.set(held.key, held);
  }

  #remove(key: string): HeldSession | undefined {
    const held = this.#sessions.get(key);
    if (!held) return undefined;
    this.#sessions.delete(key);
    held.ended = true;
    this.#endings.tell(key);
    return held;
  }
}
