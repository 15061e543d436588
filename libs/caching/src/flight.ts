import { CallerGone, type Deadline, DeadlineExceeded } from '@frontdesk/request-context';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One who waits for a load, and until when. */
export interface Waiter {
  readonly signal: AbortSignal;
  readonly deadline: Deadline;
}

/** A load as it knows of those who wait for it. */
export interface Waited<T> {
  /** How long the one who has the least time still waits, in milliseconds. */
  leastMs(): number;
  /** Says what those are given whose time is over while the load goes on; nothing, where that is undefined. */
  offer(soFar: () => T | undefined): void;
}

/** How one who waits would load, given a signal that aborts when nobody waits any more. */
export type Start<T> = (signal: AbortSignal, waited: Waited<T>) => Promise<T>;

/** One load that is under way, with those who wait for it. */
export class Flight<T> implements Waited<T> {
  readonly #departure = new AbortController();
  readonly #landing: Promise<T>;
  readonly #waiting = new Set<{ readonly deadline: Deadline }>();
  #longest = -Infinity;
  #mostPatient: Start<T>;
  #soFar: (() => T | undefined) | undefined;

  constructor(
    start: Start<T>,
    private readonly ended: () => void,
  ) {
    this.#mostPatient = start;
    // The flight ends before anyone who waited goes on, so that whoever asks next starts anew.
    this.#landing = run(start, this.#departure.signal, this).finally(ended);
    this.#landing.catch(() => undefined);
  }

  /** How the one with the most time would load. */
  get mostPatient(): Start<T> {
    return this.#mostPatient;
  }

  leastMs(): number {
    let leastMs = Infinity;
    for (const { deadline } of this.#waiting) leastMs = Math.min(leastMs, deadline.remainingMs());
    return leastMs;
  }

  offer(soFar: () => T | undefined): void {
    this.#soFar = soFar;
  }

  /**
   * The result of the load, or what there is of it when this waiter's time is over, or else its own end; a waiter that
   * leaves takes nobody along.
   */
  wait({ signal, deadline }: Waiter, start: Start<T>): Promise<T> {
    const place = { deadline };
    this.#waiting.add(place);
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
        reject(reason as Error);
        this.#leave(place, reason);
      };
      const gone = (): void => leave(signal.reason);
      const late = (): void => {
        const reason = new DeadlineExceeded('the deadline passed while waiting for a load');
        try {
          const soFar = this.#soFar?.();
          // Before it leaves: if it is the last, the load is over then.
          if (soFar !== undefined) resolve(soFar);
        } catch (error) {
          reject(error as Error);
        }
        leave(reason);
      };
      const timer = setTimeout(late, Math.min(Math.ceil(deadline.remainingMs()), LONGEST_TIMER_MS));
      if (signal.aborted) return gone();
      signal.addEventListener('abort', gone, { once: true });
      this.#landing.then(
        (value) => (settle(), resolve(value)),
        (error: unknown) => (settle(), reject(error as Error)),
      );
    });
  }

  #leave(place: { readonly deadline: Deadline }, reason: unknown): void {
    this.#waiting.delete(place);
    if (this.#waiting.size > 0) return;
    this.ended();
    // A breaker counts a deadline against an upstream that hangs, and nobody's leaving.
    const isLate = reason instanceof DeadlineExceeded;
    this.#departure.abort(isLate ? reason : new CallerGone('nobody waits for this load any more'));
  }
}

/** So that a load that throws at once rejects, as one that throws later does. */
async function run<T>(start: Start<T>, signal: AbortSignal, waited: Waited<T>): Promise<T> {
  return start(signal, waited);
}
