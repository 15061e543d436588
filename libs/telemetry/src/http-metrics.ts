import type { Registry } from 'prom-client';
import { DurationHistogram } from './duration-histogram.js';
import type { RequestEnded } from './request-ended.js';

const CLASSES = ['other', '1xx', '2xx', '3xx', '4xx', '5xx'];
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts requests and their durations; no label takes a value that a caller can make up. */
export function httpMetrics(registry: Registry): (end: RequestEnded) => void {
  const duration = new DurationHistogram(
    {
      name: 'http_server_request_duration_seconds',
      help: 'How long requests took, from their headers to the end of their answers.',
      labelNames: ['method', 'route', 'status', 'complete'],
    },
    registry,
  );
  return ({ method, route, status, callerGone, complete, durationMs }) =>
    duration.observe(
      durationMs,
      METHODS.has(method) ? method : 'OTHER',
      route,
      callerGone ? 'caller-gone' : (CLASSES[Math.floor(status / 100)] ?? 'other'),
      complete === undefined ? '' : String(complete),
    );
}
