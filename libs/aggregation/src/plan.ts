import type { Source } from './notes.js';
import type { PartKind } from './part.js';

/** How a part ended; `absent` and `skipped` are answers, the ones after them are not. */
export type PartOutcome = 'ok' | 'absent' | 'skipped' | 'fallback' | 'failed' | 'timed-out' | 'cancelled';

export interface PartPlan {
  readonly name: string;
  readonly kind: PartKind;
  readonly after: readonly string[];
  /** Milliseconds from the start of the run; `null` if the part never started. */
  readonly startMs: number | null;
  readonly lengthMs: number;
  readonly source: Source | 'none';
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
  readonly parts: readonly PartPlan[];
  /** The parts that the answer waited for, each of which waited for the one before it. */
  readonly criticalPath: readonly string[];
}

/** The chain of parts that the end of the run waited for, first to last. */
export function criticalPathOf(parts: readonly PartPlan[]): string[] {
  const path: string[] = [];
  for (let part = lastToEnd(parts); part; part = before(part, parts)) path.unshift(part.name);
  return path;
}

function before(part: PartPlan, parts: readonly PartPlan[]): PartPlan | undefined {
  return part.after.length === 0
    ? undefined
    : lastToEnd(parts.filter(({ name }) => part.after.includes(name)));
}

function lastToEnd(parts: readonly PartPlan[]): PartPlan | undefined {
  let last: PartPlan | undefined;
  for (const part of parts) {
    if (part.startMs !== null && (!last || endOf(part) > endOf(last))) last = part;
  }
  return last;
}

function endOf({ startMs, lengthMs }: PartPlan): number {
  return (startMs ?? 0) + lengthMs;
}
