import type { Clock, RequestContext } from '@frontdesk/request-context';
import type { MessageEvent } from '@nestjs/common';
import type { Subscriber } from 'rxjs';
import type { Progress } from './order-progress.view.js';
import { endOf, type EndReason, stepsAfter } from './progress-events.js';

/** How long a browser waits before it connects again; it would be at once, or seconds, as the browser likes. */
const RECONNECT_AFTER_MS = 5_000;

/** What one caller is told of an order, as it happens. */
export class OrderStream {
  #told: number;
  #toldAt: number;

  constructor(
    private readonly subscriber: Subscriber<MessageEvent>,
    private readonly clock: Clock,
    /** On whose behalf the order is asked for. */
    readonly context: RequestContext,
    /** How many steps the caller knows already. */
    since: number,
  ) {
    this.#told = since;
    this.#toldAt = clock.now();
    this.#tell({ retry: RECONNECT_AFTER_MS, comment: 'connected' });
  }

  /** Tells the steps that the caller does not know, and that there will be no more where that is so. */
  progressed(progress: Progress): void {
    for (const { known, data } of stepsAfter(this.#told, progress)) {
      this.#told = known;
      this.#tell({ type: 'progress', data });
    }
    const reason = endOf(progress);
    if (reason) this.end(reason);
  }

  /** Says that the connection lives, where nothing else was said for so long. */
  beat(everyMs: number): void {
    if (this.clock.now() - this.#toldAt < everyMs) return;
    this.#toldAt = this.clock.now();
    this.subscriber.next({ comment: 'alive' } as MessageEvent);
  }

  end(reason: EndReason): void {
    this.#tell({ type: 'end', data: { reason } });
    this.close();
  }

  /** Ends without a word: the caller connects again, and is then told what is the matter. */
  close(): void {
    this.subscriber.complete();
  }

  /** With the id always, since Nest would count the events by itself, and browsers come back with the last one. */
  #tell(event: Pick<MessageEvent, 'type' | 'retry' | 'comment'> & { readonly data?: object }): void {
    this.#toldAt = this.clock.now();
    this.subscriber.next({ ...event, id: String(this.#told) } as MessageEvent);
  }
}
