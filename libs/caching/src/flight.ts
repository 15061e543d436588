import { CallerGone, type Deadline, DeadlineExceeded } from '@frontdesk/request-context';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One who waits for a load, and until when. */
export interface Waiter {
  readonly signal: AbortSignal;
  readonly deadline: Deadline;
}

/** How one who waits would load, given a signal that aborts when nobody waits any more. */
export type Start<T> = (signal: AbortSignal) => Promise<T>;

/** One load that is under way, with those who wait for it. */
export class Flight<T> {
  readonly #departure = new AbortController();
  readonly #landing: Promise<T>;
  #waiting = 0;
  #longest = -Infinity;
  #mostPatient: Start<T>;

  constructor(
    start: Start<T>,
    private readonly ended: () => void,
  ) {
    this.#mostPatient = start;
    // The flight ends before anyone who waited goes on, so that whoever asks next starts anew.
    this.#landing = run(start, this.#departure.signal).finally(ended);
    this.#landing.catch(() => undefined);
  }

  /** How the one with the most time would load. */
  get mostPatient(): Start<T> {
    return this.#mostPatient;
  }

  /** The result of the load, or this waiter's own end; a waiter that leaves takes nobody along. */
  wait({ signal, deadline }: Waiter, start: Start<T>): Promise<T> {
    this.#waiting += 1;
    if (deadline.at > this.#longest) {
      this.#longest = deadline.at;
      this.#mostPatient = start;
    }
    return new Promise<T>((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', gone);
      };
      const leave = (reason: unknown): void => {
        settle();
        reject(reason);
        this.#leave();
      };
      const gone = (): void => leave(signal.reason);
      const late = (): void => leave(new DeadlineExceeded('the deadline passed while waiting for a load'));
      const timer = setTimeout(late, Math.min(Math.ceil(deadline.remainingMs()), LONGEST_TIMER_MS));
      if (signal.aborted) return gone();
      signal.addEventListener('abort', gone, { once: true });
      this.#landing.then(
        (value) => (settle(), resolve(value)),
        (error: unknown) => (settle(), reject(error as Error)),
      );
    });
  }

  #leave(): void {
    this.#waiting -= 1;
    if (this.#waiting > 0) return;
    this.ended();
    this.#departure.abort(new CallerGone('nobody waits for this load any more'));
  }
}

/** So that a load that throws at once rejects, as one that throws later does. */
async function run<T>(start: Start<T>, signal: AbortSignal): Promise<T> {
  return start(signal);
}
