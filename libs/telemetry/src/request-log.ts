import { failedPartOf } from '@frontdesk/aggregation';
import type { Principal } from '@frontdesk/request-context';
import type { Logger } from 'pino';
import { describeError, stackOf } from './describe-error.js';
import type { RequestEnded } from './request-ended.js';

const UNEXPECTED = 500;

/** Writes one line per request; the address itself, the headers and the body are in none. */
export function requestLog(logger: Logger): (end: RequestEnded) => void {
  // Every field of these lines is named here, so that there is nothing to redact.
  const lines = logger.child({}, { redact: [] });
  return (end) => {
    const failed = end.status >= UNEXPECTED && !end.callerGone;
    if (!lines.isLevelEnabled(failed ? 'error' : 'info')) return;
    const { context } = end;
    const line = {
      method: end.method,
      route: end.route,
      status: end.status,
      durationMs: Math.round(end.durationMs * 10) / 10,
      requestId: context.requestId,
      traceId: context.trace.traceId,
      principal: nameOf(context.principal),
      complete: end.complete,
      callerGone: end.callerGone || undefined,
      ...failedPartOf(end.error),
    };
    if (failed) lines.error({ ...line, ...failureOf(end) }, 'request');
    else lines.info(line, 'request');
  };
}

function nameOf({ kind, id }: Principal): string {
  return kind === 'anonymous' ? kind : `${kind}:${id}`;
}

/** A stack is written of what nobody expected alone: of a domain error the code says it all. */
function failureOf({ error, status }: RequestEnded) {
  return { error: describeError(error), stack: status === UNEXPECTED ? stackOf(error) : undefined };
}
