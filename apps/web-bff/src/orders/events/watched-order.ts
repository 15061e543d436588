import { Deadline, type RequestContext } from '@frontdesk/request-context';
import type { OrderStream } from './order-stream.js';
import type { Progress } from './order-progress.view.js';

/** How an order stands, as far as the services could tell. */
interface Seen {
  readonly progress: Progress;
  /** Whether nothing of it is missing. */
  readonly complete: boolean;
}

export type Look = (context: RequestContext) => Promise<Seen>;

const LOOK_WITHIN_MS = 1_000;

/** One order that streams of one user watch: asked for once for all of them, for as long as there is one. */
export class WatchedOrder {
  readonly #streams = new Set<OrderStream>();
  readonly #unwatched = new AbortController();
  #holds = 0;
  #progress: Progress | undefined;
  #firstLook: Promise<void> | undefined;
  #failures = 0;
  isBeingLookedAt = false;
  dueAt = Infinity;

  constructor(
    private readonly look: Look,
    private readonly unwatched: () => void,
  ) {}

  /** How often in a row it could not be seen. */
  get failures(): number {
    return this.#failures;
  }

  /** Keeps it watched until what is returned is called. */
  hold(): () => void {
    this.#holds += 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holds -= 1;
      if (this.#holds > 0) return;
      this.#unwatched.abort();
      this.unwatched();
    };
  }

  /** Resolves once it was found to be the caller's; all who come in meanwhile wait for the same look. */
  found(context: RequestContext): Promise<void> {
    this.#firstLook ??= this.#lookOnce(context.narrow({ signal: this.#unwatched.signal }));
    return this.#firstLook;
  }

  /** Looks again, on behalf of one of those who watch. */
  async lookAgain(): Promise<void> {
    const [stream] = this.#streams;
    if (!stream) return;
    const deadline = Deadline.in(LOOK_WITHIN_MS);
    try {
      await this.#lookOnce(stream.context.narrow({ deadline, signal: this.#unwatched.signal }));
    } catch (error) {
      this.#failures += 1;
      // It was there before; whoever connects again is told what is the matter.
      if ((error as { code?: string }).code === 'NOT_FOUND') this.each((each) => each.close());
    }
  }

  /** Adds a stream, which is told what is known. */
  add(stream: OrderStream): void {
    this.#streams.add(stream);
    if (this.#progress) stream.progressed(this.#progress);
  }

  remove(stream: OrderStream): void {
    this.#streams.delete(stream);
  }

  each(told: (stream: OrderStream) => void): void {
    for (const stream of [...this.#streams]) told(stream);
  }

  async #lookOnce(context: RequestContext): Promise<void> {
    const { progress, complete } = await this.look(context);
    // Without its shipment nothing can be said of the steps: it is looked at again, as after a failure.
    if (!complete && progress.status !== 'cancelled') return void (this.#failures += 1);
    this.#failures = 0;
    this.#progress = progress;
    this.each((stream) => stream.progressed(progress));
  }
}
