import { DeadlineExceeded } from '@frontdesk/request-context';
import type { Answer } from '../answer.js';
import { Exchange } from '../exchange.js';
import type { Flight } from '../flight.js';
import type { UpstreamObserver } from '../observer.js';
import type { Step } from '../pipeline.js';
import type { UpstreamPolicy } from '../policy.js';
import { isStream, requestBody } from '../request-body.js';
import { requestHeaders } from '../request-headers.js';
import { requestTarget } from '../request-target.js';
import { retryAfterMs } from '../retry-after.js';
import { UpstreamError } from '../upstream-error.js';
import { outcomeOf, verdictOf } from '../verdict.js';

/**
 * Asks one instance once:
 * - not at all where it could not answer in time;
 * - its time-out leaves room for another whole attempt where one may follow, or else it has all that is left;
 * - reading the answer is part of it.
 */
export function attempt(upstream: string, policy: UpstreamPolicy, observer: UpstreamObserver): Step {
  return async (flight) => {
    const startedAt = flight.now();
    const leftMs = flight.deadlineAt - startedAt;
    flight.attemptBlamed = false;
    if (leftMs < policy.minAttemptMs) throw new DeadlineExceeded();
    flight.attempts += 1;
    flight.status = undefined;
    // An upstream that is slow as a whole is let finish: cut at each attempt, it would never answer anybody.
    const leavesTime = flight.mayTryAgain && leftMs - policy.attemptTimeoutMs >= policy.attemptTimeoutMs;
    const withinMs = leavesTime ? policy.attemptTimeoutMs : leftMs;
    let failure: unknown;
    let answer: Answer | undefined;
    try {
      answer = await asked(
        upstream,
        policy,
        flight,
        startedAt + withinMs,
        flight.idempotent ? withinMs : leftMs,
      );
      flight.status = answer.status;
      const value = await (isWanted(flight, answer)
        ? flight.call.read(answer)
        : refused(upstream, flight, answer));
      if (!answer.isOpen) flight.arrived();
      else {
        flight.openBody = answer;
        flight.dueAt = flight.deadlineAt;
      }
      return value;
    } catch (error) {
      failure = error;
      if (verdictOf(error, flight.attemptBlamed) === 'fault') flight.blamed = flight.attemptBlamed = true;
      throw error;
    } finally {
      // A reader that refuses an answer by its headers leaves the body, and the connection under it would stay for ever.
      answer?.discard();
      observer.attempted?.({
        upstream,
        route: flight.call.route,
        instance: flight.instance?.name ?? '',
        attempt: flight.attempts,
        durationMs: flight.now() - startedAt,
        outcome: failure === undefined ? 'ok' : outcomeOf(failure),
        status: flight.status,
      });
    }
  };
}

/** Sends the request; what is promised is the head of its answer. */
function asked(
  upstream: string,
  policy: UpstreamPolicy,
  flight: Flight,
  until: number,
  tellMs: number,
): Promise<Answer> {
  const { call, instance } = flight;
  if (!instance) throw new Error('an attempt needs an instance: balance comes before it');
  const headers = requestHeaders(flight, policy, tellMs);
  const body = requestBody(flight);
  if (body.contentType !== undefined) headers.push('content-type', body.contentType);
  if (call.bodyBytes !== undefined) headers.push('content-length', String(call.bodyBytes));
  const exchange = new Exchange(upstream, instance.name, policy, flight, isStream(call.body));
  flight.await(exchange, until);
  instance.pool.dispatch(
    { method: call.method, path: requestTarget(instance.endpoint.url, call), headers, body: body.sent },
    exchange,
  );
  return exchange.answered;
}

function isWanted({ call }: Flight, { status }: Answer): boolean {
  return call.accepts ? call.accepts(status) : status >= 200 && status < 300;
}

async function refused(upstream: string, { call }: Flight, answer: Answer): Promise<never> {
  if (call.refuse) throw await call.refuse(answer);
  const { status } = answer;
  const redirects = status >= 300 && status < 400 && status !== 304;
  throw new UpstreamError(upstream, redirects ? 'redirect' : 'status', {
    method: call.method,
    status,
    retryAfterMs: retryAfterMs(answer.headers['retry-after']),
  });
}
