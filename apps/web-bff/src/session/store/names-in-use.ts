import type { Clock } from '@frontdesk/request-context';

const MOST_NAMES = 100_000;

/** Names that were taken, each for a time; past the bound, the oldest is forgotten. */
export class NamesInUse {
  readonly #until = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** True where nobody has the name. */
  take(name: string, forMs: number): boolean {
    if (this.isTaken(name)) return false;
    this.#until.delete(name);
    this.#until.set(name, this.clock.now() + forMs);
    if (this.#until.size > MOST_NAMES) for (const [oldest] of this.#until) return this.#until.delete(oldest);
    return true;
  }

  isTaken(name: string): boolean {
    return (this.#until.get(name) ?? 0) > this.clock.now();
  }

  /** Forgets names whose time is over, the oldest first. */
  sweep(): void {
    const now = this.clock.now();
    for (const [name, until] of this.#until) {
      if (until > now) return;
      this.#until.delete(name);
    }
  }
}
