import { randomBytes, randomUUID } from 'node:crypto';
import { Deadline, RequestContext, traceFrom } from '@frontdesk/request-context';
import type { CachePolicy } from './cache-policy.js';

/** What is loaded has so long to reach its caller. */
const HANDOVER_MS = 5;

/**
 * The context in which an answer is loaded for all who wait: the caller's, but it ends when the last of them has left,
 * and `withinMs` from now. Unless told, that is a moment before the caller's own time is over: a view that has run out of
 * time has an answer, if not a whole one.
 * A public answer is loaded for nobody in particular, so that what is stored cannot hold anything of who asked first.
 */
export function loadContext(
  { audience }: CachePolicy,
  caller: RequestContext,
  signal: AbortSignal,
  withinMs?: number,
): RequestContext {
  const { deadline: callers } = caller;
  const deadline =
    withinMs === undefined
      ? callers.within(callers.remainingMs() - HANDOVER_MS)
      : Deadline.in(withinMs, callers.clock);
  if (audience !== 'public') return caller.narrow({ signal, deadline });
  return new RequestContext(caller.requestId, caller.trace, deadline, signal);
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
