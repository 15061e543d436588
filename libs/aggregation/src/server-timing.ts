import type { PartPlan, Plan } from './plan.js';

/** The plan as a Server-Timing header (W3C): the whole first, then each part with its source or how else it ended. */
export function serverTiming(plan: Plan): string {
  return [`total;dur=${plan.lengthMs.toFixed(1)}`, ...plan.parts.map(metric)].join(', ');
}

function metric({ name, startMs, lengthMs, source, outcome }: PartPlan): string {
  const desc = outcome !== 'ok' ? outcome : source;
  const length = startMs === null ? '' : `;dur=${lengthMs.toFixed(1)}`;
  return `${name}${length}${desc === 'none' ? '' : `;desc=${desc}`}`;
}
