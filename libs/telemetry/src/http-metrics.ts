import { Histogram, type Registry } from 'prom-client';
import type { RequestEnded } from './request-ended.js';

/** From an answer out of memory to a caller who waits past the deadline. */
export const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
export const MS_PER_SECOND = 1_000;

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts requests and their durations; no label takes a value that a caller can make up. */
export function httpMetrics(registry: Registry): (end: RequestEnded) => void {
  const duration = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'How long requests took, from their headers to the end of their answers.',
    labelNames: ['method', 'route', 'status', 'complete'],
    buckets: SECONDS,
    registers: [registry],
  });
  return (end) => {
    const labels = {
      method: METHODS.has(end.method) ? end.method : 'OTHER',
      route: end.route,
      status: end.callerGone ? 'caller-gone' : `${Math.floor(end.status / 100)}xx`,
      complete: end.complete === undefined ? '' : String(end.complete),
    };
    duration.observe(labels, end.durationMs / MS_PER_SECOND);
  };
}
