import { randomBytes, randomUUID } from 'node:crypto';
import { Deadline, RequestContext, traceFrom } from '@frontdesk/request-context';
import type { CachePolicy } from './cache-policy.js';

/**
 * The context in which an answer is loaded for all who wait: the caller's, but it ends when the last of them has left.
 * A public answer is loaded for nobody in particular, so that what is stored cannot hold anything of who asked first.
 */
export function loadContext(
  { audience }: CachePolicy,
  caller: RequestContext,
  signal: AbortSignal,
): RequestContext {
  if (audience !== 'public') return caller.narrow({ signal });
  return new RequestContext(caller.requestId, caller.trace, caller.deadline, signal);
}

/** The context of loads for which no caller asked. */
export function warmUpContext(withinMs: number, signal: AbortSignal): RequestContext {
  const randomHex = (digits: number): string => randomBytes(digits / 2).toString('hex');
  return new RequestContext(
    `warm-up-${randomUUID()}`,
    traceFrom(undefined, randomHex),
    Deadline.in(withinMs),
    signal,
  );
}
