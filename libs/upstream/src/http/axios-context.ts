import { CallerGone, Deadline, RequestContext, traceFrom } from '@frontdesk/request-context';
import { randomUUID } from 'node:crypto';
import type { AxiosConfig } from './axios-answer.js';

const NEVER = new AbortController().signal;

/** The context that a request names, or an anonymous one; `timeout` and `signal` make it end earlier. */
export function contextOf(config: AxiosConfig, deadlineMs: number): RequestContext {
  const { context, timeout, signal } = config;
  const withinMs = timeout !== undefined && timeout > 0 ? timeout : deadlineMs;
  const leaving = signal as AbortSignal | undefined;
  if (context) {
    if (!leaving && !timeout) return context;
    return context.narrow({
      deadline: context.deadline.within(withinMs),
      ...(leaving ? { signal: AbortSignal.any([leaving, context.signal]) } : {}),
    });
  }
  return new RequestContext(
    randomUUID(),
    traceFrom(undefined, randomHex),
    Deadline.in(withinMs),
    leaving ?? NEVER,
  );
}

function randomHex(digits: number): string {
  return randomUUID().replaceAll('-', '').slice(0, digits);
}

/** What unsubscribing says: that the caller went away. */
export function left(): CallerGone {
  return new CallerGone();
}
