import { DeadlineExceeded } from '@frontdesk/request-context';
import type { Flight } from '../flight.js';
import type { Next } from '../pipeline.js';
import { UpstreamError } from '../upstream-error.js';

/**
 * Keeps one upstream from taking the whole process:
 * - so many calls are in flight, streams included;
 * - a few more wait their turn, and leave the queue at their deadline;
 * - any further one fails at once, with `bulkhead-full`.
 */
export class Bulkhead {
  inFlight = 0;
  readonly #queue = new Set<() => void>();

  constructor(
    private readonly upstream: string,
    private readonly limits: { readonly maxInFlight: number; readonly maxQueued: number },
  ) {}

  get queued(): number {
    return this.#queue.size;
  }

  readonly enter = (flight: Flight, next: Next): Promise<unknown> => {
    if (this.inFlight >= this.limits.maxInFlight) return this.#enterInTurn(flight, next);
    this.inFlight += 1;
    flight.hold(this.#leave);
    return next(flight);
  };

  readonly #leave = (): void => {
    const [first] = this.#queue;
    if (first) first();
    else this.inFlight -= 1;
  };

  async #enterInTurn(flight: Flight, next: Next): Promise<unknown> {
    // Whoever leaves hands the place to the first in the queue, so it is counted once.
    await this.#turn(flight);
    flight.hold(this.#leave);
    return next(flight);
  }

  async #turn(flight: Flight): Promise<void> {
    if (this.#queue.size >= this.limits.maxQueued) throw new UpstreamError(this.upstream, 'bulkhead-full');
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        this.#queue.delete(enter);
        flight.arrived();
        resolve();
      };
      const leave = (reason: Error): void => {
        this.#queue.delete(enter);
        reject(reason);
      };
      this.#queue.add(enter);
      flight.await({ timeUp: () => leave(new DeadlineExceeded()), abandon: leave }, flight.deadlineAt);
    });
  }
}
