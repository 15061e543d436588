import type { Plan } from './plan.js';

/** The plan as plain data, with times to a tenth of a millisecond and errors by their code alone. */
export function planToJson(plan: Plan) {
  return {
    ...plan,
    lengthMs: tenths(plan.lengthMs),
    budgetMs: tenths(plan.budgetMs),
    parts: plan.parts.map(({ error, ...part }) => ({
      ...part,
      startMs: part.startMs === null ? null : tenths(part.startMs),
      lengthMs: tenths(part.lengthMs),
      ...(error === undefined ? {} : { error: codeOf(error) }),
    })),
  };
}

export type PlanJson = ReturnType<typeof planToJson>;

// Messages may hold host names and what an upstream said: codes do not.
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : typeof error;
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
