import type { UpstreamPolicy } from '@frontdesk/upstream';
import type { FastifyRequest } from 'fastify';
import { inEveryVersion } from './api-versions.js';
import { readPatience } from './patience/read-patience.js';

/** What is kept of an app's patience for making the answer and sending it, so that it comes before the app gives up. */
const ANSWERING_MS = 25;

const PURCHASES = inEveryVersion('checkout').map((path) => `/${path}`);

interface Bounds {
  /** How long callers are let wait at most, where nothing else is said. */
  readonly deadlineMs: number;
  readonly patienceMinMs: number;
  readonly patienceMaxMs: number;
  /** A purchase may take as long as this policy says. */
  readonly checkout: UpstreamPolicy;
}

/** How long each caller is let wait: as long as set, or less where the app says that it waits less. */
export function deadlinesOf(bounds: Bounds): (request: FastifyRequest) => number {
  const { patienceMinMs, patienceMaxMs, checkout } = bounds;
  return ({ method, routeOptions, headers }) => {
    const isPurchase = method === 'POST' && PURCHASES.includes(routeOptions.url ?? '');
    const { deadlineMs } = isPurchase ? checkout : bounds;
    const patienceMs = patienceOf(headers);
    if (patienceMs === undefined) return deadlineMs;
    const boundedMs = Math.min(Math.max(patienceMs, patienceMinMs), patienceMaxMs);
    return Math.min(deadlineMs, boundedMs - ANSWERING_MS);
  };
}

/** What is no patience is refused by the guard, in words; no deadline is made of it. */
function patienceOf(headers: FastifyRequest['headers']): number | undefined {
  try {
    return readPatience(headers);
  } catch {
    return undefined;
  }
}
