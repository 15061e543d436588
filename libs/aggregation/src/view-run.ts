import { CallerGone, DeadlineExceeded, type RequestContext } from '@frontdesk/request-context';
import { answerOf } from './answer-of.js';
import { answerSoFar } from './answer-so-far.js';
import { argsOf } from './args-of.js';
import { blame } from './failed-part.js';
import { isKnownAbsent } from './is-known-absent.js';
import { isThenable } from './is-thenable.js';
import { Notes } from './notes.js';
import { PartRun, type PartScope } from './part-run.js';
import { planOfRun } from './plan-of-run.js';
import type { PartOutcome, Plan, ViewOutcome } from './plan.js';
import { type RunOptions, RunResult } from './run-result.js';
import { CoalescedCalls } from './coalesced-calls.js';
import type { View } from './view.js';
import type { ViewResult } from './view-result.js';

// A longer delay than this makes setTimeout ring at once.
const LONGEST_ALARM_MS = 2 ** 31 - 1;

/** One run of a view: starts whatever can start, until all parts have settled, a required one fails, or time is up. */
export class ViewRun<Clients, Input extends object, Shaped> {
  readonly result: RunResult<Shaped>;
  readonly #view: View<Clients, Input, Shaped>;
  readonly #input: Input;
  readonly #caller: AbortSignal;
  readonly #context: RequestContext;
  readonly #bind: (scope: PartScope) => Clients;
  readonly #startedAt: number;
  readonly #notes = new Notes();
  readonly #parts: PartRun<Clients, Input>[];
  readonly #callerLeft = () =>
    // Whoever runs a view for many ends it so when the last of them has no time left: that is a deadline like any other.
    this.#caller.reason instanceof DeadlineExceeded
      ? this.#deadlineReached()
      : this.#refuse('caller-gone', goneBy(this.#caller));
  #alarm: NodeJS.Timeout | undefined;
  #unsettled: number;
  #over = false;

  constructor(
    view: View<Clients, Input, Shaped>,
    input: Input,
    context: RequestContext,
    bind: (scope: PartScope) => Clients,
    { onPlan }: RunOptions,
  ) {
    this.#view = view;
    this.#input = input;
    this.#caller = context.signal;
    this.#bind = bind;
    this.result = new RunResult(onPlan);
    this.#startedAt = context.deadline.clock.now();
    this.#context = context.narrow({ deadline: context.deadline.within(view.budgetMs) });
    const run = { context: this.#context, notes: this.#notes, calls: new CoalescedCalls(this.#context) };
    this.#parts = view.parts.map((part) => new PartRun(part, run));
    this.#unsettled = this.#parts.length;
    this.#start();
  }

  /** What would be answered if the deadline were now, of a run that goes on; throws what the view's shape throws. */
  soFar(): Omit<ViewResult<Shaped>, 'plan'> | undefined {
    return this.#over ? undefined : answerSoFar(this.#view, this.#input, this.#parts, this.#notes);
  }

  #start(): void {
    if (this.#caller.aborted) return this.#callerLeft();
    this.#caller.addEventListener('abort', this.#callerLeft);
    const remainingMs = Math.ceil(this.#context.deadline.remainingMs());
    this.#alarm = setTimeout(() => this.#deadlineReached(), Math.min(remainingMs, LONGEST_ALARM_MS));
    for (const part of this.#parts) {
      if (part.definition.after.length === 0) this.#startPart(part);
    }
    this.#answerIfSettled();
  }

  #startPart(part: PartRun<Clients, Input>): void {
    if (this.#over) return;
    const { load, when } = part.definition;
    const now = this.#now();
    // A busy process is late to ring alarms; its clock is not, and nothing is called after the deadline.
    if (now >= this.#context.deadline.at) return this.#deadlineReached();
    part.begin(now, () => this.#partTimedOut(part));
    let loaded: unknown;
    try {
      const args = argsOf(part, this.#input, this.#parts);
      if (when?.(args) === false) return this.#settle(part, 'skipped', null);
      loaded = load(this.#bind(part), args, part);
    } catch (error) {
      return this.#failed(part, error);
    }
    if (!isThenable(loaded)) return this.#loaded(part, loaded);
    loaded.then(
      (value) => this.#loaded(part, value),
      (error: unknown) => this.#failed(part, error),
    );
  }

  #loaded(part: PartRun<Clients, Input>, value: unknown): void {
    const isAbsent = part.definition.kind === 'optional' && (value === null || value === undefined);
    this.#settle(part, isAbsent ? 'absent' : 'ok', isAbsent ? null : value);
  }

  #partTimedOut(part: PartRun<Clients, Input>): void {
    const { name, withinMs } = part.definition;
    this.#failed(part, new DeadlineExceeded(`part '${name}' took longer than ${withinMs} ms`));
  }

  #failed(part: PartRun<Clients, Input>, error: unknown): void {
    if (this.#over || part.outcome) return;
    const { kind, fallback } = part.definition;
    const outcome = error instanceof DeadlineExceeded ? 'timed-out' : 'failed';
    part.error = error;
    // Of several calls that the part made, some may still be under way.
    part.cancel(outcome === 'timed-out' ? (error as DeadlineExceeded) : undefined);
    if (kind === 'required') return this.#failedBy(part, outcome, error);
    if (!fallback) return this.#settle(part, isKnownAbsent(error) ? 'absent' : outcome, null);
    let value: unknown;
    try {
      value = fallback(argsOf(part, this.#input, this.#parts));
    } catch (fallbackError) {
      return this.#failedBy(part, 'failed', fallbackError);
    }
    this.#settle(part, 'fallback', value);
  }

  #failedBy(part: PartRun<Clients, Input>, outcome: 'failed' | 'timed-out', error: unknown): void {
    part.end(outcome, undefined, this.#now());
    this.#refuse(outcome, blame(error, { view: this.#view.name, part: part.definition.name }));
  }

  #settle(part: PartRun<Clients, Input>, outcome: PartOutcome, value: unknown): void {
    if (this.#over || part.outcome) return;
    part.end(outcome, value, this.#now());
    this.#unsettled -= 1;
    for (const other of this.#parts) {
      if (other.waitingFor === 0 || !other.definition.after.includes(part.definition.name)) continue;
      other.waitingFor -= 1;
      if (other.waitingFor === 0) this.#startPart(other);
    }
    this.#answerIfSettled();
  }

  #answerIfSettled(): void {
    if (this.#unsettled > 0 || this.#over) return;
    this.#stop();
    this.#answer();
  }

  /** Answers with what is there, if all that is required is, and refuses to answer if not. */
  #deadlineReached(): void {
    if (this.#over) return;
    const late = this.#parts.filter(({ outcome }) => !outcome);
    const waitedFor = late.find(({ definition }) => definition.kind === 'required') ?? late[0];
    const blamed = { view: this.#view.name, part: waitedFor?.definition.name ?? '' };
    const error = new DeadlineExceeded(
      `view '${blamed.view}' waited for '${blamed.part}' until its deadline`,
    );
    if (waitedFor?.definition.kind === 'required') return this.#refuse('timed-out', blame(error, blamed));
    this.#stop();
    this.#endAll('timed-out', error);
    try {
      for (const part of late) part.standIn(argsOf(part, this.#input, this.#parts));
    } catch (fallbackError) {
      return this.result.refuse(fallbackError, this.#plan('failed'));
    }
    this.#answer();
  }

  /** Ends the run without an answer, and everything that is under way with it. */
  #refuse(outcome: ViewOutcome, error: object): void {
    if (this.#over) return;
    this.#stop();
    if (outcome === 'timed-out') this.#endAll('timed-out', error);
    else this.#endAll('cancelled', error instanceof CallerGone ? error : undefined);
    this.result.refuse(error, this.#plan(outcome));
  }

  #answer(): void {
    let answer: Omit<ViewResult<Shaped>, 'plan'>;
    try {
      answer = answerOf(this.#view, this.#input, this.#parts, this.#notes);
    } catch (error) {
      return this.result.refuse(error, this.#plan('failed'));
    }
    this.result.give(answer, this.#plan(answer.complete ? 'complete' : 'incomplete'));
  }

  #stop(): void {
    this.#over = true;
    clearTimeout(this.#alarm);
    this.#caller.removeEventListener('abort', this.#callerLeft);
  }

  #endAll(outcome: PartOutcome, reason: object | undefined): void {
    const now = this.#now();
    for (const part of this.#parts) {
      if (part.outcome) continue;
      if (outcome === 'timed-out') part.error = reason;
      part.cancel(reason);
      part.end(outcome, null, now);
    }
  }

  #plan(outcome: ViewOutcome): Plan {
    return planOfRun(this.#view.name, this.#context, this.#parts, this.#startedAt, outcome);
  }

  #now(): number {
    return this.#context.deadline.clock.now();
  }
}

function goneBy({ reason }: AbortSignal): CallerGone {
  return reason instanceof CallerGone ? reason : new CallerGone();
}
