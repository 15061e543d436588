import { traceparentOf } from '@frontdesk/request-context';
import type { Flight } from './flight.js';
import type { UpstreamPolicy } from './policy.js';

/** What the pipeline alone decides, what belongs to one connection (RFC 9110, section 7.6.1), and cookies. */
const NEVER_OWN = new Set([
  'traceparent',
  'x-request-id',
  'x-envoy-expected-rq-timeout-ms',
  'x-user-id',
  'x-partner-id',
  'cookie',
  'host',
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What the upstream is told, as a flat list of names and values; nothing of the caller's own headers is in it. */
export function requestHeaders(flight: Flight, policy: UpstreamPolicy, withinMs: number): string[] {
  const { call, context } = flight;
  const headers = [
    'traceparent',
    traceparentOf(context.trace),
    'x-request-id',
    context.requestId,
    'x-envoy-expected-rq-timeout-ms',
    String(Math.max(1, Math.floor(withinMs))),
  ];
  if (call.identity !== false) addIdentity(headers, flight, policy.identity);
  if (call.idempotencyKey !== undefined) headers.push('idempotency-key', call.idempotencyKey);
  const own = call.headers;
  if (own) for (const name in own) if (!NEVER_OWN.has(name)) headers.push(name, own[name] as string);
  return headers;
}

function addIdentity(
  headers: string[],
  { context, token }: Flight,
  identity: UpstreamPolicy['identity'],
): void {
  if (identity === 'none') return;
  if (identity === 'token') {
    if (token !== undefined) headers.push('authorization', `Bearer ${token}`);
    return;
  }
  const { kind, id } = context.principal;
  if (kind === 'user') headers.push('x-user-id', id);
  else if (kind === 'partner') headers.push('x-partner-id', id);
}
