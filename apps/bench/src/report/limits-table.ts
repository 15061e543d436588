import { limits, verdictOn } from '../limits.js';
import type { Result } from '../results.js';
import { table } from './table.js';

/** The limits of what was measured, as a person reads them. */
export function limitsTable(results: readonly Result[]): string {
  const rows = limits.flatMap((limit) => {
    const figure = limit.of(results);
    if (figure === undefined) return [];
    const shown = (value: number | undefined) =>
      value === undefined ? '' : `${value.toFixed(2)} ${limit.unit}`;
    return [[limit.what, shown(figure), shown(limit.atMost), shown(limit.aim), verdictOn(limit, results)]];
  });
  if (rows.length === 0) return '';
  return `\nFrontdesk with everything on\n${table(['', 'measured', 'at most', 'aim', 'verdict'], rows)}\n`;
}
