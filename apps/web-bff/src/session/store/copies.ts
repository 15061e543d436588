import type { Endings } from './endings.js';
import { HeldSession } from './held-session.js';
import type { Session } from './session.js';

const MOST_COPIES = 10_000;

/** What a process knows of sessions that are kept elsewhere; past the bound, the one that was read longest ago goes. */
export class Copies {
  readonly #copies = new Map<string, HeldSession>();

  constructor(private readonly endings: Endings) {}

  get(key: string): HeldSession | undefined {
    return this.#copies.get(key);
  }

  /** Notes what was read; requests that hold the session see it too. */
  keep(key: string, session: Session, endsAt: number, trustedUntil: number): HeldSession {
    const held = this.#copies.get(key) ?? new HeldSession(key, session, endsAt, this.endings);
    held.session = session;
    held.endsAt = endsAt;
    held.trustedUntil = trustedUntil;
    this.#copies.delete(key);
    this.#copies.set(key, held);
    if (this.#copies.size > MOST_COPIES) {
      for (const [oldest] of this.#copies) {
        this.#copies.delete(oldest);
        break;
      }
    }
    return held;
  }

  drop(key: string): void {
    const held = this.#copies.get(key);
    if (!held) return;
    held.ended = true;
    this.#copies.delete(key);
  }

  /** Believes none of them until it is read again. */
  doubtAll(): void {
    for (const held of this.#copies.values()) held.trustedUntil = 0;
  }
}
