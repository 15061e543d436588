import type { Clock } from '@frontdesk/request-context';

/** Something that is to be woken at an instant of the clock; it may move the instant at any time. */
export interface Alarm {
  /** In milliseconds of the clock; `Infinity` while nothing is due. */
  dueAt: number;
  due(now: number): void;
}

const TICK_MS = 5;

/**
 * One coarse timer for all that is under way. A call arms several instants in its life; moving a number is cheaper
 * than a timer for each, and an injected clock then rules every wait. Precise to `TICK_MS`; idle, it does not tick.
 */
export class Alarms {
  readonly #armed = new Set<Alarm>();
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly clock: Clock) {}

  arm(alarm: Alarm): void {
    this.#armed.add(alarm);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  disarm(alarm: Alarm): void {
    this.#armed.delete(alarm);
  }

  #tick(): void {
    // It stops a tick after the last call ended, so that calls in a row do not start and stop it each.
    if (this.#armed.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    const now = this.clock.now();
    for (const alarm of this.#armed) if (alarm.dueAt <= now) alarm.due(now);
  }
}
