import { problemTable, SLUGS } from './problem-table.js';
import type { ProblemSlug } from './problem-types.js';

/** The status that a kind of problem is answered with; undefined for the one whose status differs by occurrence. */
export function problemStatus(slug: ProblemSlug): number | undefined {
  if (slug === 'internal-error') return 500; // what no row of the table fits
  if (slug === 'request-refused') return undefined; // any status that has no name of its own
  const row = problemTable.find((row) => row.slug === slug && typeof row.status === 'number');
  if (row) return row.status as number;
  const entry = Object.entries(SLUGS).find(([, each]) => each === slug);
  return entry && Number(entry[0]);
}
