import type { UpstreamHealth, UpstreamObserver } from '@frontdesk/upstream';
import { Counter, Gauge, type Registry } from 'prom-client';
import { DurationHistogram } from './duration-histogram.js';

/** Counts calls and attempts, how they ended, and how long they took. */
export function upstreamMetrics(registry: Registry): UpstreamObserver {
  const registers = [registry];
  const calls = new DurationHistogram(
    {
      name: 'upstream_call_duration_seconds',
      help: 'How long calls took with all their attempts.',
      labelNames: ['upstream', 'route', 'outcome'],
    },
    registry,
  );
  const attempts = new DurationHistogram(
    {
      name: 'upstream_attempt_duration_seconds',
      help: 'How long single attempts took.',
      labelNames: ['upstream', 'outcome', 'retry'],
    },
    registry,
  );
  const drifts = new Counter({
    name: 'upstream_drift_total',
    help: 'Answers that did not fit their schema.',
    labelNames: ['upstream', 'route'],
    registers,
  });
  const ejections = new Counter({
    name: 'upstream_ejections_total',
    help: 'Instances that were set aside.',
    labelNames: ['upstream'],
    registers,
  });
  return {
    called({ upstream, route, outcome, durationMs }) {
      calls.observe(durationMs, upstream, route, outcome);
    },
    attempted({ upstream, outcome, attempt, durationMs }) {
      attempts.observe(durationMs, upstream, outcome, attempt > 1 ? 'true' : 'false');
    },
    drifted({ upstream, route }) {
      drifts.inc({ upstream, route });
    },
    ejected({ upstream }) {
      ejections.inc({ upstream });
    },
  };
}

const BREAKER_STATES = { closed: 0, 'half-open': 1, open: 2 } as const;

/** Shows the state of each upstream as it is when somebody asks. */
export function upstreamGauges(registry: Registry, health: () => readonly UpstreamHealth[]): void {
  const gauge = (name: string, help: string, valueOf: (state: UpstreamHealth) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['upstream'],
      registers: [registry],
      collect() {
        for (const state of health()) this.set({ upstream: state.name }, valueOf(state));
      },
    });
  gauge('upstream_breaker_state', '0 closed, 1 half-open, 2 open.', ({ breaker }) => BREAKER_STATES[breaker]);
  gauge('upstream_in_flight', 'Calls in flight.', ({ inFlight }) => inFlight);
  gauge('upstream_queued', 'Calls that wait for others to end.', ({ queued }) => queued);
  gauge(
    'upstream_ejected_instances',
    'Instances that are set aside.',
    ({ instances }) => instances.filter(({ ejectedForMs }) => ejectedForMs > 0).length,
  );
}
