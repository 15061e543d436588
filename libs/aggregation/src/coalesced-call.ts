import { CallerGone, type Deadline, DeadlineExceeded, type RequestContext } from '@frontdesk/request-context';
import type { AnswerNote } from './notes.js';

/** Makes the call that several parts may wait for; what it reports is said to all of them. */
export type CoalescedLoad<T> = (context: RequestContext, report: (note: AnswerNote) => void) => Promise<T>;

/** Whoever waits for a coalesced call. */
export interface Waiter {
  readonly deadline: Deadline;
  report(note: AnswerNote): void;
}

/** One call of a run, for as many parts as ask for the same; it is cancelled when the last of them leaves. */
export class CoalescedCall {
  readonly answer: Promise<unknown>;
  readonly #waiters = new Set<Waiter>();
  readonly #notes: AnswerNote[] = [];
  readonly #controller = new AbortController();
  #deadline: Deadline;
  #state: 'waiting' | 'started' | 'settled' | 'timed-out' = 'waiting';

  constructor(context: RequestContext, first: Waiter, load: CoalescedLoad<unknown>) {
    this.#deadline = first.deadline;
    this.#waiters.add(first);
    this.answer = this.#make(context, load);
    // Those who left do not hear of its failure, and they may be all.
    this.answer.catch(() => undefined);
  }

  /** Whether the call, as it was started, is or was given as long as this waiter has; an answer is good for all. */
  lastsFor(waiter: Waiter): boolean {
    const isTimed = this.#state === 'started' || this.#state === 'timed-out';
    return !isTimed || waiter.deadline.at <= this.#deadline.at;
  }

  join(waiter: Waiter): void {
    if (waiter.deadline.at > this.#deadline.at) this.#deadline = waiter.deadline;
    this.#waiters.add(waiter);
    for (const note of this.#notes) waiter.report(note);
  }

  /** Takes a waiter away, for a reason if it had to leave; says whether the call was given up with it. */
  leave(waiter: Waiter, reason?: object): boolean {
    this.#waiters.delete(waiter);
    const hasEnded = this.#state === 'settled' || this.#state === 'timed-out';
    if (hasEnded || this.#waiters.size > 0) return false;
    this.#controller.abort(reason ?? new CallerGone('no part waits for this call any more'));
    return true;
  }

  async #make(context: RequestContext, load: CoalescedLoad<unknown>): Promise<unknown> {
    // A tick later, so that of parts that start together the most patient one sets the deadline.
    await undefined;
    this.#state = 'started';
    try {
      const { signal } = this.#controller;
      signal.throwIfAborted();
      const answer = await load(context.narrow({ deadline: this.#deadline, signal }), this.#report);
      this.#state = 'settled';
      return answer;
    } catch (error) {
      this.#state = error instanceof DeadlineExceeded ? 'timed-out' : 'settled';
      throw error;
    }
  }

  readonly #report = (note: AnswerNote): void => {
    this.#notes.push(note);
    for (const waiter of this.#waiters) waiter.report(note);
  };
}
