import { CallerGone, DeadlineExceeded, type RequestContext } from '@frontdesk/request-context';
import { blame } from './failed-part.js';
import type { Freshness } from './freshness.js';
import { isKnownAbsent } from './is-known-absent.js';
import { Notes } from './notes.js';
import { PartRun, type PartScope } from './part-run.js';
import { criticalPathOf, type PartOutcome, type Plan, type ViewOutcome } from './plan.js';
import { SharedCalls } from './shared-calls.js';
import type { View } from './view.js';

/** What a view answered, and how good the answer is. */
export interface ViewResult<Shaped> {
  readonly body: Shaped;
  /** Nothing is missing: every part is there, or is known not to exist. */
  readonly complete: boolean;
  /** The optional parts that failed and the parts that a fallback stands in for, as they were declared. */
  readonly missing: readonly string[];
  readonly freshness: Freshness;
  readonly plan: Plan;
}

export interface RunOptions {
  /** Called once with the plan of every run, however it ended; must not throw. */
  readonly onPlan?: (plan: Plan) => void;
}

// setTimeout takes a longer delay for none at all.
const LONGEST_ALARM_MS = 2 ** 31 - 1;

/** One run of a view, from the first part to the shaped answer. */
export class ViewRun<Clients, Input extends object, Shaped> {
  readonly result: Promise<ViewResult<Shaped>>;
  readonly #view: View<Clients, Input, Shaped>;
  readonly #input: Input;
  readonly #caller: RequestContext;
  readonly #context: RequestContext;
  readonly #bind: (scope: PartScope) => Clients;
  readonly #onPlan: RunOptions['onPlan'];
  readonly #notes = new Notes();
  readonly #parts: PartRun<Clients, Input>[];
  readonly #startedAt: number;
  #resolve!: (result: ViewResult<Shaped>) => void;
  #reject!: (error: unknown) => void;
  #pending: number;
  #done = false;
  #alarm: NodeJS.Timeout | undefined;
  readonly #leave = () => this.#callerLeft();

  constructor(
    view: View<Clients, Input, Shaped>,
    input: Input,
    context: RequestContext,
    bind: (scope: PartScope) => Clients,
    options: RunOptions,
  ) {
    this.#view = view;
    this.#input = input;
    this.#caller = context;
    this.#bind = bind;
    this.#onPlan = options.onPlan;
    this.#startedAt = context.deadline.clock.now();
    this.#context = context.narrow({ deadline: context.deadline.within(view.budgetMs) });
    const run = { context: this.#context, notes: this.#notes, calls: new SharedCalls(this.#context) };
    this.#parts = view.parts.map((part) => new PartRun(part, run));
    this.#pending = this.#parts.length;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#start();
  }

  #start(): void {
    const { signal } = this.#caller;
    if (signal.aborted) return this.#callerLeft();
    signal.addEventListener('abort', this.#leave);
    const remainingMs = this.#context.deadline.remainingMs();
    this.#alarm = setTimeout(() => this.#deadlineReached(), alarmMs(remainingMs));
    for (const part of this.#parts) {
      if (part.definition.after.length === 0) this.#startPart(part);
    }
    if (this.#pending === 0) this.#answer();
  }

  #startPart(part: PartRun<Clients, Input>): void {
    if (this.#done) return;
    const { definition } = part;
    const now = this.#now();
    // Timers wait for a busy process; the clock does not, and nothing is called after the deadline.
    if (now >= this.#context.deadline.at) return this.#deadlineReached();
    part.begin(now);
    if (part.deadline !== this.#context.deadline) {
      part.alarm = setTimeout(() => this.#partTimedOut(part), alarmMs(part.deadline.remainingMs()));
    }
    let loaded: unknown;
    try {
      const args = this.#argsOf(part);
      if (definition.when?.(args) === false) return this.#settle(part, 'skipped', null);
      loaded = definition.load(this.#bind(part), args, part);
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
    if (part.definition.kind !== 'optional') this.#settle(part, 'ok', value);
    else this.#settle(part, value === null || value === undefined ? 'absent' : 'ok', value ?? null);
  }

  #partTimedOut(part: PartRun<Clients, Input>): void {
    const { name, withinMs } = part.definition;
    this.#failed(part, new DeadlineExceeded(`part '${name}' took longer than ${withinMs} ms`));
  }

  #failed(part: PartRun<Clients, Input>, error: unknown): void {
    if (this.#done || part.outcome) return;
    if (this.#caller.signal.aborted) return this.#callerLeft();
    const { kind } = part.definition;
    part.error = error;
    if (kind === 'optional' && isKnownAbsent(error)) return this.#settle(part, 'absent', null);
    const outcome = error instanceof DeadlineExceeded ? 'timed-out' : 'failed';
    if (kind === 'optional') return this.#settle(part, outcome, null);
    if (kind === 'fallback') return this.#fallBack(part, outcome);
    part.end(outcome, undefined, this.#now());
    this.#fail('failed', blame(error, { view: this.#view.name, part: part.definition.name }));
  }

  #fallBack(part: PartRun<Clients, Input>, outcome: PartOutcome): void {
    let value: unknown;
    try {
      value = part.definition.fallback?.(this.#argsOf(part));
    } catch (error) {
      part.end(outcome, undefined, this.#now());
      return this.#fail('failed', blame(error, { view: this.#view.name, part: part.definition.name }));
    }
    this.#settle(part, 'fallback', value);
  }

  #settle(part: PartRun<Clients, Input>, outcome: PartOutcome, value: unknown): void {
    if (this.#done || part.outcome) return;
    part.end(outcome, value, this.#now());
    this.#pending -= 1;
    for (const other of this.#parts) {
      if (other.waitingFor === 0 || !other.definition.after.includes(part.definition.name)) continue;
      other.waitingFor -= 1;
      if (other.waitingFor === 0) this.#startPart(other);
    }
    if (this.#pending === 0) this.#answer();
  }

  #deadlineReached(): void {
    if (this.#done) return;
    const unanswered = this.#parts.find(
      ({ definition, outcome }) => definition.kind === 'required' && !outcome,
    );
    const waitedFor = unanswered ?? this.#parts.find(({ outcome }) => !outcome);
    const { name } = this.#view;
    const part = waitedFor?.definition.name ?? '';
    const error = new DeadlineExceeded(`view '${name}' waited for part '${part}' until the deadline`);
    if (unanswered) return this.#fail('timed-out', blame(error, { view: name, part }), error);
    this.#answer(error);
  }

  #callerLeft(): void {
    const { reason } = this.#caller.signal;
    const gone = reason instanceof CallerGone ? reason : new CallerGone();
    this.#fail('caller-gone', gone, gone);
  }

  /** Ends the run without an answer, and everything that is under way with it. */
  #fail(outcome: ViewOutcome, error: object, reason: object = new CallerGone('the view has failed')): void {
    if (this.#done) return;
    this.#stop();
    const now = this.#now();
    for (const part of this.#parts) {
      if (!part.outcome)
        part.end(outcome === 'timed-out' ? 'timed-out' : 'cancelled', undefined, now, reason);
    }
    this.#tell(this.#plan(outcome));
    this.#reject(error);
  }

  /** Ends the run with what is there; at the deadline, the parts that are not are missing. */
  #answer(late?: DeadlineExceeded): void {
    if (this.#done) return;
    this.#stop();
    let body: Shaped;
    const missing: string[] = [];
    try {
      for (const part of this.#parts) {
        if (!part.outcome) this.#giveUp(part, late);
        if (part.outcome && isMissing(part.outcome)) missing.push(part.definition.name);
      }
      body = this.#view.shape(this.#answers(), this.#about());
    } catch (error) {
      this.#tell(this.#plan('failed'));
      return this.#reject(error);
    }
    const complete = missing.length === 0;
    const plan = this.#plan(complete ? 'complete' : 'incomplete');
    this.#tell(plan);
    this.#resolve({ body, complete, missing, freshness: this.#notes.freshness(complete), plan });
  }

  #giveUp(part: PartRun<Clients, Input>, reason: object | undefined): void {
    const { fallback } = part.definition;
    const value = fallback ? fallback(this.#argsOf(part)) : null;
    part.error = reason;
    part.end(fallback ? 'fallback' : 'timed-out', value, this.#now(), reason);
  }

  #stop(): void {
    this.#done = true;
    clearTimeout(this.#alarm);
    this.#caller.signal.removeEventListener('abort', this.#leave);
  }

  #tell(plan: Plan): void {
    this.#onPlan?.(plan);
  }

  #argsOf(part: PartRun<Clients, Input>): Input {
    const { after } = part.definition;
    if (after.length === 0) return this.#input;
    const args = { ...this.#input } as Record<string, unknown>;
    for (const name of after)
      args[name] = this.#parts.find(({ definition }) => definition.name === name)?.value;
    return args as Input;
  }

  #answers(): Input {
    const answers = { ...this.#input } as Record<string, unknown>;
    for (const { definition, value } of this.#parts) answers[definition.name] = value;
    return answers as Input;
  }

  #about() {
    const notes = this.#notes;
    const context = this.#context;
    return {
      get principal() {
        notes.readsPrincipal();
        return context.principal;
      },
    };
  }

  #plan(outcome: ViewOutcome): Plan {
    const parts = this.#parts.map(
      ({ definition, startedAt, endedAt, source, outcome = 'cancelled', error }) => ({
        name: definition.name,
        kind: definition.kind,
        after: definition.after,
        startMs: startedAt === undefined ? null : startedAt - this.#startedAt,
        lengthMs: startedAt === undefined ? 0 : endedAt - startedAt,
        source,
        outcome,
        error,
      }),
    );
    return {
      view: this.#view.name,
      requestId: this.#caller.requestId,
      outcome,
      lengthMs: this.#now() - this.#startedAt,
      budgetMs: this.#context.deadline.at - this.#startedAt,
      parts,
      criticalPath: criticalPathOf(parts),
    };
  }

  #now(): number {
    return this.#context.deadline.clock.now();
  }
}

/** Whether a part that ended so leaves the view incomplete. */
function isMissing(outcome: PartOutcome): boolean {
  return outcome !== 'ok' && outcome !== 'absent' && outcome !== 'skipped';
}

function alarmMs(ms: number): number {
  return Math.min(Math.ceil(ms), LONGEST_ALARM_MS);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
