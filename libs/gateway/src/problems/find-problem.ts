import type { FieldError } from './problem-body.js';
import { problemTable, type Thrown } from './problem-table.js';
import type { ProblemSlug } from './problem-types.js';

const MAX_CAUSES = 5;

/** What an error is answered with. */
export interface FoundProblem {
  readonly status: number;
  readonly slug: ProblemSlug;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[] | undefined;
  readonly reason: string | undefined;
  readonly storeUrl: string | undefined;
  /** The error that decided it: what was thrown, or what caused that. */
  readonly thrown: Thrown;
}

/** The first row of the table that fits an error, or else one that fits its cause; a 500 where none does. */
export function findProblem(error: unknown, method: string): FoundProblem {
  let current = error as Thrown | undefined;
  for (let depth = 0; current && depth < MAX_CAUSES; depth += 1) {
    const thrown: Thrown = current;
    const row = problemTable.find(({ when }) => when(thrown, method));
    if (row) {
      return {
        status: typeof row.status === 'function' ? row.status(thrown) : row.status,
        slug: typeof row.slug === 'function' ? row.slug(thrown) : row.slug,
        detail: row.own && thrown.message ? thrown.message : undefined,
        errors: row.errors?.(thrown),
        reason: row.reason && thrown.reason,
        storeUrl: row.storeUrl && thrown.storeUrl,
        thrown,
      };
    }
    current = thrown.cause as Thrown | undefined;
  }
  const thrown = (error ?? {}) as Thrown;
  return {
    status: 500,
    slug: 'internal-error',
    detail: undefined,
    errors: undefined,
    reason: undefined,
    storeUrl: undefined,
    thrown,
  };
}
