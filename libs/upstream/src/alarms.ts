import type { Clock } from '@frontdesk/request-context';

/** Something that is to be woken at an instant of the clock; it may move the instant at any time. */
export interface Alarm {
  /** In milliseconds of the clock; `Infinity` while nothing is due. */
  dueAt: number;
  /** Where `Alarms` keeps it, and -1 while it is not armed; nobody else's affair. */
  place: number;
  due(now: number): void;
}

const TICK_MS = 5;
const NOWHERE = -1;

/**
 * One coarse timer for all that is under way. A call arms several instants in its life; moving a number is cheaper
 * than a timer for each, and an injected clock then rules every wait. Precise to `TICK_MS`; idle, it does not tick.
 */
export class Alarms {
  // No set: V8's tables of sets point to the tables that replace them, so that with every call that comes and goes one
  // that is garbage would keep the next alive, with all that it held. That was half of what collecting garbage took.
  readonly #armed: Alarm[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly clock: Clock) {}

  arm(alarm: Alarm): void {
    alarm.place = this.#armed.push(alarm) - 1;
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  disarm(alarm: Alarm): void {
    if (alarm.place === NOWHERE) return;
    const last = this.#armed.pop();
    if (last && last !== alarm) {
      this.#armed[alarm.place] = last;
      last.place = alarm.place;
    }
    alarm.place = NOWHERE;
  }

  #tick(): void {
    // It stops a tick after the last call ended, so that calls in a row do not start and stop it each.
    if (this.#armed.length === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    const now = this.clock.now();
    // Backwards: one that is disarmed meanwhile is replaced by the last, which has been looked at.
    for (let place = this.#armed.length - 1; place >= 0; place -= 1) {
      const alarm = this.#armed[place];
      if (alarm && alarm.dueAt <= now) alarm.due(now);
    }
  }
}
