import { CallerGone, DeadlineExceeded, type RequestContext } from '@frontdesk/request-context';
import type { Alarm, Alarms } from './alarms.js';
import type { Instance } from './instance.js';
import type { UpstreamCall } from './upstream-call.js';

/** What a flight is waiting for: a place in the queue, a moment to retry, an answer, the rest of a body. */
export interface Wait {
  /** The instant that was set has come. */
  timeUp(now: number): void;
  /** Nobody waits for this any more. */
  abandon(reason: Error): void;
}

/** A body that is still coming though the call has returned; whoever holds something for the call releases it then. */
export interface OpenBody {
  whenClosed(release: () => void): void;
}

/** One call on its way through the pipeline: what was asked, how long it may take, and what became of it. */
export class Flight implements Alarm {
  dueAt = Infinity;
  place = -1;
  readonly startedAt: number;
  readonly deadlineAt: number;
  attempts = 0;
  /** The last status that an attempt was answered with. */
  status: number | undefined;
  /** Whether the upstream, rather than a caller in a hurry, is why time ran out: in the last attempt... */
  attemptBlamed = false;
  /** ...and in any attempt. */
  blamed = false;
  /** Whether a streamed request body was begun: it cannot be sent again. */
  bodyTouched = false;
  /** Whether another attempt may follow the present one, which then must leave time for it. */
  mayTryAgain = false;
  /** The instance that the present attempt goes to. */
  instance: Instance | undefined;
  /** Instances that failed this call; a retry prefers another one. */
  readonly avoid: Instance[] = [];
  openBody: OpenBody | undefined;
  /** The caller's access token, where the upstream is to be given one. */
  token: string | undefined;

  readonly #alarms: Alarms;
  #wait: Wait | undefined;
  readonly #endings: ((failure: unknown) => void)[] = [];
  readonly #held: (() => void)[] = [];

  constructor(
    readonly call: UpstreamCall<unknown>,
    readonly context: RequestContext,
    readonly idempotent: boolean,
    deadlineMs: number,
    alarms: Alarms,
  ) {
    this.#alarms = alarms;
    this.startedAt = alarms.clock.now();
    this.deadlineAt = this.startedAt + Math.min(deadlineMs, context.deadline.remainingMs());
  }

  now(): number {
    return this.#alarms.clock.now();
  }

  remainingMs(): number {
    return this.deadlineAt - this.#alarms.clock.now();
  }

  /** Starts to listen for the caller and the clock; throws if either is gone already. */
  begin(): void {
    if (this.isAbandoned) throw goneReason(this.context.signal);
    if (this.deadlineAt <= this.startedAt) throw new DeadlineExceeded();
    this.#alarms.arm(this);
  }

  end(): void {
    this.#alarms.disarm(this);
  }

  /** Says what is waited for and until when; there is one such thing at a time. */
  await(wait: Wait, until: number): void {
    this.#wait = wait;
    this.dueAt = until;
    if (this.isAbandoned) this.due(this.now());
  }

  /** Nothing is waited for. */
  arrived(): void {
    this.#wait = undefined;
    this.dueAt = Infinity;
  }

  get isAbandoned(): boolean {
    return this.context.signal.aborted;
  }

  due(now: number): void {
    this.dueAt = Infinity;
    if (this.isAbandoned) this.#wait?.abandon(goneReason(this.context.signal));
    else this.#wait?.timeUp(now);
  }

  /** Notes what a step does once the call has ended, given what it failed by, if it did: `undefined` otherwise. */
  whenEnded(then: (failure: unknown) => void): void {
    this.#endings.push(then);
  }

  /** Notes how to release what a step holds for the call until it has ended, and the body that it returned is through. */
  hold(release: () => void): void {
    this.#held.push(release);
  }

  /**
   * Does what the steps noted, innermost step first. They note it rather than wait for the call: each async function
   * around a call costs about as much as all else that its step does.
   */
  land(failure: unknown): void {
    for (let last = this.#endings.length - 1; last >= 0; last -= 1) this.#endings[last]?.(failure);
    for (let last = this.#held.length - 1; last >= 0; last -= 1) {
      const release = this.#held[last] as () => void;
      if (this.openBody) this.openBody.whenClosed(release);
      else release();
    }
  }
}

// A part's own deadline may abort its signal; that is a deadline, and not a caller who left.
function goneReason({ reason }: AbortSignal): Error {
  const name = (reason as { name?: unknown } | undefined)?.name;
  if (name === 'CallerGone' || name === 'DeadlineExceeded') return reason as Error;
  return name === 'TimeoutError' ? new DeadlineExceeded(undefined, { cause: reason }) : new CallerGone();
}
