import type { UpstreamPolicy } from '@frontdesk/upstream';
import type { FastifyRequest } from 'fastify';
import { inEveryVersion } from './api-versions.js';

const PURCHASES = inEveryVersion('orders').map((path) => `/${path}`);

interface Bounds {
  /** How long callers are let wait at most, where nothing else is said. */
  readonly deadlineMs: number;
  /** A purchase may take as long as this policy says. */
  readonly checkout: UpstreamPolicy;
}

/** How long each caller is let wait: as long as set, or as long as a purchase may take. */
export function deadlinesOf({ deadlineMs, checkout }: Bounds): (request: FastifyRequest) => number {
  return ({ method, routeOptions }) =>
    method === 'POST' && PURCHASES.includes(routeOptions.url ?? '') ? checkout.deadlineMs : deadlineMs;
}
