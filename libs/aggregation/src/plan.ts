import type { AnswerNote } from './notes.js';
import type { PartKind } from './part.js';

export type PartSource = AnswerNote['source'] | 'none';

/** How a part ended: with an answer (`absent`: there is none, `skipped`: none was wanted), or without one. */
export type PartOutcome = 'ok' | 'absent' | 'skipped' | 'fallback' | 'failed' | 'timed-out' | 'cancelled';

export interface PartPlan {
  readonly name: string;
  readonly kind: PartKind;
  readonly after: readonly string[];
  /** Milliseconds from the start of the run; `null` if the part never started. */
  readonly startMs: number | null;
  readonly lengthMs: number;
  readonly source: PartSource;
  readonly outcome: PartOutcome;
  /** What the part failed with: for logs, never for callers. */
  readonly error?: unknown;
}

export type ViewOutcome = 'complete' | 'incomplete' | 'failed' | 'timed-out' | 'caller-gone';

/** How a view ran: which parts, in what order, how long, from where, how they ended. */
export interface Plan {
  readonly view: string;
  readonly requestId: string;
  readonly outcome: ViewOutcome;
  readonly lengthMs: number;
  /** How much time there was at the start. */
  readonly budgetMs: number;
  /** The parts in the order of their declaration. */
  readonly parts: readonly PartPlan[];
  /** The parts that the end of the run waited for, each of which waited for the one before it. */
  readonly criticalPath: readonly string[];
}
