import type { UpstreamPolicy } from '@frontdesk/upstream';
import type { FastifyRequest } from 'fastify';

interface Patience {
  /** How long callers are let wait, where nothing else is said. */
  readonly deadlineMs: number;
  readonly checkout: UpstreamPolicy;
}

/** How long each caller is let wait: for a purchase as long as the checkout's policy says, for everything else as set. */
export function deadlinesOf({ deadlineMs, checkout }: Patience): (request: FastifyRequest) => number {
  return ({ method, routeOptions }) =>
    method === 'POST' && routeOptions.url === '/api/checkout' ? checkout.deadlineMs : deadlineMs;
}
