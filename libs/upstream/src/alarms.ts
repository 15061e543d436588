import type { Clock } from '@frontdesk/request-context';

/** Something that is to be woken at an instant of the clock; it may move the instant at any time. */
export interface Alarm {
  /** In milliseconds of the clock; `Infinity` while nothing is due. */
  dueAt: number;
  /** Whether nobody waits for it any more; then it is woken at once. */
  readonly isAbandoned: boolean;
  /** Where `Alarms` keeps it, and -1 while it is not armed; nobody else's affair. */
  place: number;
  due(now: number): void;
}

const TICK_MS = 5;
const NOWHERE = -1;

/**
 * One coarse timer for all that is under way. A call arms several instants in its life; moving a number is cheaper
 * than a timer for each, and an injected clock then rules every wait. So is looking whether a signal has aborted, than a
 * listener on it for every call. Precise to `TICK_MS`; idle, it does not tick.
 */
export class Alarms {
  // Neither a set nor an array that grows and shrinks: V8 lays them out anew as calls come and go. An old layout that is
  // garbage still points to the next, or to what was armed then, and so keeps all of that until the next full collection.
  readonly #armed: (Alarm | undefined)[] = [];
  #count = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly clock: Clock) {}

  arm(alarm: Alarm): void {
    alarm.place = this.#count;
    this.#armed[this.#count] = alarm;
    this.#count += 1;
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  disarm(alarm: Alarm): void {
    if (alarm.place === NOWHERE) return;
    this.#count -= 1;
    const last = this.#armed[this.#count] as Alarm;
    last.place = alarm.place;
    this.#armed[alarm.place] = last;
    this.#armed[this.#count] = undefined;
    alarm.place = NOWHERE;
  }

  #tick(): void {
    // It stops a tick after the last call ended, so that calls in a row do not start and stop it each.
    if (this.#count === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    const now = this.clock.now();
    // Backwards: one that is disarmed meanwhile is replaced by the last, which has been looked at.
    for (let place = this.#count - 1; place >= 0; place -= 1) {
      const alarm = this.#armed[place];
      if (alarm && (alarm.dueAt <= now || alarm.isAbandoned)) alarm.due(now);
    }
  }
}
