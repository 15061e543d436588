import type { FastifyRequest } from 'fastify';

/** How long a caller waits: what it says of itself, as the other services are told too, or else the setting. */
export function deadlineOfCaller(request: FastifyRequest, byDefaultMs: number): number {
  const said = request.headers['x-envoy-expected-rq-timeout-ms'];
  return typeof said === 'string' && /^[1-9]\d{0,6}$/.test(said)
    ? Math.min(Number(said), byDefaultMs)
    : byDefaultMs;
}
