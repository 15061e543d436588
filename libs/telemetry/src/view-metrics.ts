import type { Plan } from '@frontdesk/aggregation';
import type { Registry } from 'prom-client';
import { DurationHistogram } from './duration-histogram.js';

/** Counts the runs of views and of their parts, how they ended, and how long they took. */
export function viewMetrics(registry: Registry): (plan: Plan) => void {
  const views = new DurationHistogram(
    { name: 'view_duration_seconds', help: 'How long views ran.', labelNames: ['view', 'outcome'] },
    registry,
  );
  const parts = new DurationHistogram(
    {
      name: 'view_part_duration_seconds',
      help: 'How long the parts of views took.',
      labelNames: ['view', 'part', 'outcome', 'source'],
    },
    registry,
  );
  return ({ view, outcome, lengthMs, parts: ran }) => {
    views.observe(lengthMs, view, outcome);
    for (const part of ran) parts.observe(part.lengthMs, view, part.name, part.outcome, part.source);
  };
}
