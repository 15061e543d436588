import { type Clock, Deadline, RequestContext } from '@frontdesk/request-context';

interface Caller {
  /** How long the caller waits. */
  readonly ms?: number;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/** The context of a request whose caller waits a second, unless said otherwise. */
export function contextFor({ ms = 1_000, signal, clock }: Caller = {}): RequestContext {
  const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
  return new RequestContext(
    'request-1',
    trace,
    Deadline.in(ms, clock),
    signal ?? new AbortController().signal,
  );
}
