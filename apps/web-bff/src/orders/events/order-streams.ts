import { type Clock, type RequestContext, systemClock } from '@frontdesk/request-context';
import type { MessageEvent } from '@nestjs/common';
import { Observable } from 'rxjs';
import type { CurrentSession } from '../../session/current-session.js';
import { OrderStream } from './order-stream.js';
import { type Look, WatchedOrder } from './watched-order.js';

const TICK_MS = 500;
/** So that streams leave the services to those who wait for a page. */
const MAX_LOOKS = 16;
const LONGEST_BACK_OFF_MS = 30_000;

/** Calls back again and again until what it returns is called. */
type Every = (ms: number, tick: () => void) => () => void;

interface Parts {
  /** Asks how an order of the context's principal stands. */
  readonly look: (orderId: string, context: RequestContext) => ReturnType<Look>;
  readonly pollMs: number;
  readonly heartbeatMs: number;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly every?: Every;
}

interface Asked {
  readonly orderId: string;
  /** How many steps the caller knows already. */
  readonly since: number;
  readonly context: RequestContext;
  readonly session: CurrentSession | undefined;
}

/**
 * All streams of order progress of this process:
 * - one timer, while there is one stream, for heartbeats and for looking at orders
 * - one look at an order at a time, for all who watch it, and few orders at once
 * - further and further apart while a look fails, during which streams stay open
 */
export class OrderStreams {
  readonly #watched = new Map<string, WatchedOrder>();
  readonly #parts: Required<Parts>;
  #stopTicking: (() => void) | undefined;
  #looks = 0;
  #isStopping = false;

  constructor({ clock = systemClock, random = Math.random, every = everyInterval, ...parts }: Parts) {
    this.#parts = { clock, random, every, ...parts };
  }

  /** How many orders are watched now. */
  get watched(): number {
    return this.#watched.size;
  }

  /** Resolves with a stream once the order was found to be the caller's; rejects as the look does. */
  async open({ orderId, since, context, session }: Asked): Promise<Observable<MessageEvent>> {
    const order = this.#watch(orderId, context);
    const letGo = order.hold();
    // A caller who leaves before there is a stream is told of here alone.
    context.signal.addEventListener('abort', letGo, { once: true });
    if (context.signal.aborted) letGo();
    try {
      await order.found(context);
    } catch (error) {
      letGo();
      throw error;
    }
    if (order.dueAt === Infinity) this.#putOff(order);
    return new Observable<MessageEvent>((subscriber) => {
      const stream = new OrderStream(subscriber, this.#parts.clock, context, since);
      subscriber.add(letGo);
      subscriber.add(() => order.remove(stream));
      subscriber.add(session?.onEnd(() => stream.end('session-ended')));
      if (this.#isStopping) stream.end('shutting-down');
      if (!subscriber.closed) order.add(stream);
    });
  }

  /** Ends all streams, and those that are still to come. */
  stop(): void {
    this.#isStopping = true;
    for (const order of [...this.#watched.values()]) order.each((stream) => stream.end('shutting-down'));
  }

  #watch(orderId: string, { principal }: RequestContext): WatchedOrder {
    const key = JSON.stringify([principal.id, orderId]);
    const found = this.#watched.get(key);
    if (found) return found;
    const order = new WatchedOrder(
      (context) => this.#parts.look(orderId, context),
      () => {
        this.#watched.delete(key);
        if (this.#watched.size > 0) return;
        this.#stopTicking?.();
        this.#stopTicking = undefined;
      },
    );
    this.#watched.set(key, order);
    this.#stopTicking ??= this.#parts.every(Math.min(TICK_MS, this.#parts.pollMs), () => this.#tick());
    return order;
  }

  #tick(): void {
    for (const order of this.#watched.values()) order.each((stream) => stream.beat(this.#parts.heartbeatMs));
    this.#lookAtDue();
  }

  #lookAtDue(): void {
    const now = this.#parts.clock.now();
    for (const [key, order] of this.#watched) {
      if (this.#looks >= MAX_LOOKS) return;
      if (order.dueAt > now || order.isBeingLookedAt) continue;
      // To the end, so that the others get their turn however many there are.
      this.#watched.delete(key);
      this.#watched.set(key, order);
      void this.#lookAt(order);
    }
  }

  async #lookAt(order: WatchedOrder): Promise<void> {
    this.#looks += 1;
    order.isBeingLookedAt = true;
    await order.lookAgain();
    order.isBeingLookedAt = false;
    this.#looks -= 1;
    this.#putOff(order);
    this.#lookAtDue();
  }

  #putOff(order: WatchedOrder): void {
    const { pollMs, clock, random } = this.#parts;
    const backOffMs = Math.min(pollMs * 2 ** order.failures, Math.max(pollMs, LONGEST_BACK_OFF_MS));
    // Spread, so that the orders of an outage are not all looked at in the moment that it ends.
    const waitMs = order.failures === 0 ? pollMs : backOffMs * (0.5 + random() / 2);
    order.dueAt = clock.now() + waitMs;
  }
}

const everyInterval: Every = (ms, tick) => {
  const timer = setInterval(tick, ms);
  return () => clearInterval(timer);
};
