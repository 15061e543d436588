import type { FastifyRequest } from 'fastify';
import { readPatience } from './patience/read-patience.js';

/** What is kept of an app's patience for making the answer and sending it, so that it comes before the app gives up. */
const ANSWERING_MS = 25;

interface Bounds {
  /** How long callers are let wait, whatever they say. */
  readonly deadlineMs: number;
  readonly patienceMinMs: number;
  readonly patienceMaxMs: number;
}

/** How long each caller is let wait: as long as set, or less where the app says that it waits less. */
export function deadlinesOf(bounds: Bounds): (request: FastifyRequest) => number {
  const { deadlineMs, patienceMinMs, patienceMaxMs } = bounds;
  return ({ headers }) => {
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
