import type { Clock } from '@frontdesk/request-context';

/** When keys were last used, until somebody writes it down; there are never more than there are good keys. */
export class KeyUses {
  #lastAt = new Map<string, number>();

  /** `wallClock` says milliseconds since 1970. */
  constructor(private readonly wallClock: Clock) {}

  /** Notes that a key was used now. */
  note(keyId: string): void {
    this.#lastAt.set(keyId, this.wallClock.now());
  }

  /** What was noted since it was last taken: milliseconds since 1970, by the public part of the key. */
  take(): ReadonlyMap<string, number> {
    const taken = this.#lastAt;
    this.#lastAt = new Map();
    return taken;
  }

  /** Gives back what was taken and could not be written down. */
  giveBack(taken: ReadonlyMap<string, number>): void {
    this.#lastAt = new Map([...taken, ...this.#lastAt]);
  }
}
