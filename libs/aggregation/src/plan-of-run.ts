import type { RequestContext } from '@frontdesk/request-context';
import type { PartRun } from './part-run.js';
import type { PartPlan, Plan, ViewOutcome } from './plan.js';

/** The plan of a run that ends now. */
export function planOfRun(
  view: string,
  { requestId, deadline }: RequestContext,
  runs: readonly PartRun<never, never>[],
  startedAt: number,
  outcome: ViewOutcome,
): Plan {
  const parts = runs.map((run) => planOfPart(run, startedAt));
  return {
    view,
    requestId,
    outcome,
    lengthMs: deadline.clock.now() - startedAt,
    budgetMs: deadline.at - startedAt,
    parts,
    criticalPath: criticalPathOf(parts),
  };
}

/** What became of a part, with its times counted from the start of the run. */
function planOfPart(part: PartRun<never, never>, runStartedAt: number): PartPlan {
  const { definition, startedAt, endedAt, source, outcome = 'cancelled', error } = part;
  return {
    name: definition.name,
    kind: definition.kind,
    after: definition.after,
    startMs: startedAt === undefined ? null : startedAt - runStartedAt,
    lengthMs: startedAt === undefined ? 0 : endedAt - startedAt,
    source,
    outcome,
    error,
  };
}

/** The chain of parts that the end of the run waited for, first to last. */
function criticalPathOf(parts: readonly PartPlan[]): string[] {
  const path: string[] = [];
  let last = lastToEnd(parts);
  while (last) {
    path.unshift(last.name);
    const { after } = last;
    last = after.length === 0 ? undefined : lastToEnd(parts.filter(({ name }) => after.includes(name)));
  }
  return path;
}

function lastToEnd(parts: readonly PartPlan[]): PartPlan | undefined {
  let last: PartPlan | undefined;
  for (const part of parts) {
    if (part.startMs !== null && (!last || endMs(part) > endMs(last))) last = part;
  }
  return last;
}

function endMs({ startMs, lengthMs }: PartPlan): number {
  return (startMs ?? 0) + lengthMs;
}
