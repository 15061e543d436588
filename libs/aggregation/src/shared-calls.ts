import { CallerGone, type Deadline, type RequestContext } from '@frontdesk/request-context';
import type { AnswerNote } from './notes.js';

/** Makes the call that several parts may wait for; notes go to all of them. */
export type SharedLoad<T> = (context: RequestContext, report: (note: AnswerNote) => void) => Promise<T>;

/** Whoever waits for a shared call. */
export interface Waiter {
  readonly deadline: Deadline;
  report(note: AnswerNote): void;
}

/** One call of a run, for as many parts as ask for the same; it is cancelled when the last of them leaves. */
export class SharedCall {
  readonly answer: Promise<unknown>;
  settled = false;
  deadline: Deadline;
  readonly #waiters = new Set<Waiter>();
  readonly #notes: AnswerNote[] = [];
  readonly #controller = new AbortController();

  constructor(context: RequestContext, first: Waiter, load: SharedLoad<unknown>) {
    this.deadline = first.deadline;
    this.#waiters.add(first);
    // A tick later, so that parts that start together share the most patient one's deadline.
    this.answer = Promise.resolve().then(() => {
      this.#started = true;
      const { signal } = this.#controller;
      signal.throwIfAborted();
      return load(context.narrow({ deadline: this.deadline, signal }), (note) => this.#report(note));
    });
    const settle = () => void (this.settled = true);
    this.answer.then(settle, settle);
  }

  #started = false;

  /** Whether the call, as it was begun, lasts as long as this waiter does. */
  lastsFor(waiter: Waiter): boolean {
    return this.settled || !this.#started || waiter.deadline.at <= this.deadline.at;
  }

  join(waiter: Waiter): void {
    if (waiter.deadline.at > this.deadline.at) this.deadline = waiter.deadline;
    this.#waiters.add(waiter);
    for (const note of this.#notes) waiter.report(note);
  }

  /** One waiter less; says whether the call was given up with it. */
  leave(waiter: Waiter): boolean {
    this.#waiters.delete(waiter);
    if (this.settled || this.#waiters.size > 0) return false;
    this.#controller.abort(new CallerGone('no part waits for this call any more'));
    return true;
  }

  #report(note: AnswerNote): void {
    this.#notes.push(note);
    for (const waiter of this.#waiters) waiter.report(note);
  }
}

/** The calls of one run by what they ask for, so that nothing is asked twice. */
export class SharedCalls {
  readonly #calls = new Map<string, SharedCall>();

  constructor(readonly context: RequestContext) {}

  /** The call under way or done for this key, or a new one. */
  for(key: string, waiter: Waiter, load: SharedLoad<unknown>): SharedCall {
    const known = this.#calls.get(key);
    if (known?.lastsFor(waiter)) {
      known.join(waiter);
      return known;
    }
    const call = new SharedCall(this.context, waiter, load);
    this.#calls.set(key, call);
    return call;
  }

  /** Takes the waiter from a call; what is given up by it is not shared with later parts. */
  leave(key: string, call: SharedCall, waiter: Waiter): void {
    if (call.leave(waiter) && this.#calls.get(key) === call) this.#calls.delete(key);
  }
}
