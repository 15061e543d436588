import { type Clock, systemClock } from './clock.js';

/** Thrown where work stops because the deadline has passed; gateways answer 504. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
  readonly code = 'DEADLINE_EXCEEDED';

  constructor(message = 'the deadline has passed', options?: ErrorOptions) {
    super(message, options);
  }
}

/** The instant at which the caller stops waiting; it is made once, at the edge, and only shrinks. */
export class Deadline {
  private constructor(
    /** The instant, in milliseconds of `clock`. */
    readonly at: number,
    readonly clock: Clock,
  ) {}

  /** A deadline `ms` milliseconds from now. */
  static in(ms: number, clock: Clock = systemClock): Deadline {
    return new Deadline(clock.now() + ms, clock);
  }

  /** The earlier of this deadline and `ms` milliseconds from now. */
  within(ms: number | undefined): Deadline {
    if (ms === undefined) return this;
    const at = this.clock.now() + ms;
    return at < this.at ? new Deadline(at, this.clock) : this;
  }

  /** The milliseconds that are left, never below zero. */
  remainingMs(): number {
    return Math.max(0, this.at - this.clock.now());
  }

  get hasPassed(): boolean {
    return this.clock.now() >= this.at;
  }
}
