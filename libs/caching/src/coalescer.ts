import { DeadlineExceeded } from '@frontdesk/request-context';
import { Flight, type Start, type Waiter } from './flight.js';

/** One load for all who wait for the same key; it ends when it is done, or when the last of them has left. */
export class Coalescer {
  readonly #flights = new Map<string, Flight<unknown>>();

  /** Waits for the load of `key` that is under way, or starts it; rejects when this waiter's signal or deadline ends. */
  async join<T>(key: string, waiter: Waiter, start: Start<T>): Promise<T> {
    refuseDone(waiter);
    const underWay = this.#flights.get(key) as Flight<T> | undefined;
    if (!underWay) return this.#launch(key, start).wait(waiter, start);
    try {
      return await underWay.wait(waiter, start);
    } catch (error) {
      if (!isOfItsLeaderAlone(error) || isDone(waiter)) throw error;
      // The one who started the load ran out of time, and this one has some left. Once: a load that always ends so
      // must not be repeated for every waiter. So it is started as the most patient of them would.
      const again = this.#flights.get(key) as Flight<T> | undefined;
      return (again ?? this.#launch(key, underWay.mostPatient)).wait(waiter, start);
    }
  }

  /** True while a load of `key` is under way. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /** Lets nobody join the loads that are under way: they end for those who wait already, and whoever asks now loads. */
  startAfresh(): void {
    this.#flights.clear();
  }

  #launch<T>(key: string, start: Start<T>): Flight<T> {
    const flight: Flight<T> = new Flight(start, () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    });
    this.#flights.set(key, flight);
    return flight;
  }
}

const OF_ITS_LEADER = new Set<unknown>(['DEADLINE_EXCEEDED', 'CALLER_GONE']);

function isOfItsLeaderAlone(error: unknown): boolean {
  return OF_ITS_LEADER.has((error as { code?: unknown } | undefined)?.code);
}

function isDone({ signal, deadline }: Waiter): boolean {
  return signal.aborted || deadline.hasPassed;
}

/** Nothing is called for one who has left, or whose time is over. */
function refuseDone({ signal, deadline }: Waiter): void {
  signal.throwIfAborted();
  if (deadline.hasPassed) throw new DeadlineExceeded();
}
