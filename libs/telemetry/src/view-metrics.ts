import type { Plan } from '@frontdesk/aggregation';
import { Histogram, type Registry } from 'prom-client';
import { MS_PER_SECOND, SECONDS } from './http-metrics.js';

/** Counts the runs of views and of their parts, how they ended, and how long they took. */
export function viewMetrics(registry: Registry): (plan: Plan) => void {
  const registers = [registry];
  const views = new Histogram({
    name: 'view_duration_seconds',
    help: 'How long views ran.',
    labelNames: ['view', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const parts = new Histogram({
    name: 'view_part_duration_seconds',
    help: 'How long the parts of views took.',
    labelNames: ['view', 'part', 'outcome', 'source'],
    buckets: SECONDS,
    registers,
  });
  return ({ view, outcome, lengthMs, parts: ran }) => {
    views.observe({ view, outcome }, lengthMs / MS_PER_SECOND);
    for (const { name: part, outcome, source, lengthMs } of ran) {
      parts.observe({ view, part, outcome, source }, lengthMs / MS_PER_SECOND);
    }
  };
}
