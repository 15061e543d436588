import { CallerGone, type Deadline, type Principal, type RequestContext } from '@frontdesk/request-context';
import type { AnswerNote, Notes } from './notes.js';
import type { Part, PartContext } from './part.js';
import type { PartOutcome, PartSource } from './plan.js';
import type { CoalescedCall, CoalescedLoad } from './coalesced-call.js';
import type { CoalescedCalls } from './coalesced-calls.js';

/** What clients are bound to: one part of one run. */
export interface PartScope {
  /** The request as this part has it: with the part's deadline, and a signal that aborts when it no longer matters. */
  readonly context: RequestContext;
  /** Says where an answer came from and how long it keeps; a call that nobody speaks of makes the view no-store. */
  report(note: AnswerNote): void;
  /** Makes the call with this key once in the run, however many parts ask for it. */
  once<T>(key: string, load: CoalescedLoad<T>): Promise<T>;
}

/** What the parts of one run have in common. */
export interface RunOfParts {
  readonly context: RequestContext;
  readonly notes: Notes;
  readonly calls: CoalescedCalls;
}

// Of several answers, the one that took the most trouble names the part's source.
const trouble: Record<PartSource, number> = { none: 0, cache: 1, stale: 2, miss: 3, upstream: 4 };

/** One part of one run: its state, and what its clients and its load are given of it. */
export class PartRun<Clients, Input> implements PartScope, PartContext {
  value: unknown = undefined;
  outcome: PartOutcome | undefined;
  error: unknown;
  source: PartSource = 'none';
  startedAt: number | undefined;
  endedAt = 0;
  /** How many earlier parts are still to settle. */
  waitingFor: number;
  deadline: Deadline;
  readonly #run: RunOfParts;
  #alarm: NodeJS.Timeout | undefined;
  #controller: AbortController | undefined;
  #context: RequestContext | undefined;
  #shared: [key: string, call: CoalescedCall][] | undefined;
  /** Why nothing may be called any more. */
  #cancelled: object | undefined;

  constructor(
    readonly definition: Part<Clients, Input>,
    run: RunOfParts,
  ) {
    this.#run = run;
    this.waitingFor = definition.after.length;
    this.deadline = run.context.deadline;
  }

  get principal(): Principal {
    return this.#run.notes.principalOf(this.#run.context);
  }

  get signal(): AbortSignal {
    return this.context.signal;
  }

  get context(): RequestContext {
    if (!this.#context) {
      // Made when first asked for: a part whose clients share their calls never needs its own.
      this.#controller = new AbortController();
      if (this.#cancelled) this.#controller.abort(this.#cancelled);
      this.#context = this.#run.context.narrow({ deadline: this.deadline, signal: this.#controller.signal });
    }
    return this.#context;
  }

  /** Whether it may have called something without anybody saying how long the answer keeps. */
  get isUnvouched(): boolean {
    return this.source === 'none' && (this.#context !== undefined || this.#shared !== undefined);
  }

  report(note: AnswerNote): void {
    this.#run.notes.add(note);
    if (trouble[note.source] > trouble[this.source]) this.source = note.source;
  }

  once<T>(key: string, load: CoalescedLoad<T>): Promise<T> {
    if (this.outcome) return refused(`part '${this.definition.name}' has ended`);
    const call = this.#run.calls.callFor(key, this, load);
    (this.#shared ??= []).push([key, call]);
    return call.answer as Promise<T>;
  }

  /** Starts the part's own time, if it has one that ends before the view's. */
  begin(now: number, timedOut: () => void): void {
    this.startedAt = now;
    const { withinMs } = this.definition;
    if (withinMs === undefined) return;
    this.deadline = this.deadline.within(withinMs);
    if (this.deadline !== this.#run.context.deadline) this.#alarm = setTimeout(timedOut, Math.ceil(withinMs));
  }

  /** Cancels what a part that does not end well has under way; upstreams tell a deadline from a caller that left. */
  cancel(reason?: object): void {
    this.#cancelled = reason ?? new CallerGone(`part '${this.definition.name}' has ended`);
    this.#controller?.abort(this.#cancelled);
  }

  /** Ends the part; calls that it shares go on for the others, if there are any. */
  end(outcome: PartOutcome, value: unknown, now: number): void {
    this.outcome = outcome;
    this.value = value;
    this.endedAt = now;
    clearTimeout(this.#alarm);
    if (!this.#shared) return;
    for (const [key, call] of this.#shared) this.#run.calls.leave(key, call, this, this.#cancelled);
  }

  /** Lets the fallback stand in for a part that the deadline ended. */
  standIn(args: Input): void {
    const { fallback } = this.definition;
    if (!fallback) return;
    this.value = fallback(args);
    this.outcome = 'fallback';
  }
}

/** Rejects, and ends no process if nobody listens: the part that asked is not listened to any more. */
function refused(reason: string): Promise<never> {
  const refusal = Promise.reject(new CallerGone(reason));
  refusal.catch(() => undefined);
  return refusal;
}
