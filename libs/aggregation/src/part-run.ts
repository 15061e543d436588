import { CallerGone, type Deadline, type Principal, type RequestContext } from '@frontdesk/request-context';
import type { AnswerNote, Notes, Source } from './notes.js';
import type { Part, PartContext } from './part.js';
import type { PartOutcome } from './plan.js';
import type { SharedCall, SharedCalls, SharedLoad } from './shared-calls.js';

/** What clients are bound to: one part of one run. */
export interface PartScope {
  /** The request as this part has it: with the part's deadline, and a signal that aborts when it no longer matters. */
  readonly context: RequestContext;
  /** Says where an answer came from and how long it keeps. */
  report(note: AnswerNote): void;
  /** Makes the call with this key once in the run, however many parts ask for it. */
  once<T>(key: string, load: SharedLoad<T>): Promise<T>;
}

/** What the parts of one run have in common. */
export interface RunOfParts {
  readonly context: RequestContext;
  readonly notes: Notes;
  readonly calls: SharedCalls;
}

// Of several answers, the one that took the most trouble names the part's source.
const trouble: Record<Source | 'none', number> = { none: 0, cache: 1, stale: 2, upstream: 3 };

/** One part of one run: its state, and what its clients and its load are given of it. */
export class PartRun<Clients, Input> implements PartScope, PartContext {
  value: unknown = undefined;
  outcome: PartOutcome | undefined;
  error: unknown;
  source: Source | 'none' = 'none';
  startedAt: number | undefined;
  endedAt = 0;
  waitingFor: number;
  deadline: Deadline;
  alarm: NodeJS.Timeout | undefined;
  readonly #run: RunOfParts;
  #controller: AbortController | undefined;
  #context: RequestContext | undefined;
  #gone: object | undefined;
  #shared: [string, SharedCall][] | undefined;

  constructor(
    readonly definition: Part<Clients, Input>,
    run: RunOfParts,
  ) {
    this.#run = run;
    this.waitingFor = definition.after.length;
    this.deadline = run.context.deadline;
  }

  get principal(): Principal {
    this.#run.notes.readsPrincipal();
    return this.#run.context.principal;
  }

  get signal(): AbortSignal {
    return this.context.signal;
  }

  get context(): RequestContext {
    if (!this.#context) {
      // Made when first asked for: a part whose clients share their calls never needs its own.
      this.#controller = new AbortController();
      if (this.#gone) this.#controller.abort(this.#gone);
      this.#context = this.#run.context.narrow({ deadline: this.deadline, signal: this.#controller.signal });
    }
    return this.#context;
  }

  report(note: AnswerNote): void {
    this.#run.notes.add(note);
    if (trouble[note.source] > trouble[this.source]) this.source = note.source;
  }

  once<T>(key: string, load: SharedLoad<T>): Promise<T> {
    if (this.#gone) return Promise.reject(this.#gone as Error);
    const call = this.#run.calls.for(key, this, load);
    (this.#shared ??= []).push([key, call]);
    return call.answer as Promise<T>;
  }

  begin(now: number): void {
    this.startedAt = now;
    const { withinMs } = this.definition;
    if (withinMs !== undefined) this.deadline = this.deadline.within(withinMs);
  }

  /** Ends the part; where it did not end by itself, everything it has under way is cancelled. */
  end(outcome: PartOutcome, value: unknown, now: number, reason?: object): void {
    this.outcome = outcome;
    this.value = value;
    this.endedAt = now;
    clearTimeout(this.alarm);
    this.#gone = reason ?? new CallerGone(`part '${this.definition.name}' has ended`);
    if (outcome !== 'ok') this.#controller?.abort(this.#gone);
    if (this.#shared) for (const [key, call] of this.#shared) this.#run.calls.leave(key, call, this);
  }
}
