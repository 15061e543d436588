import type { Flight } from '../flight.js';
import type { InstanceSet } from '../instance-set.js';
import type { Step } from '../pipeline.js';
import type { UpstreamPolicy } from '../policy.js';
import type { RetryBudget } from '../retry-budget.js';
import type { UpstreamError } from '../upstream-error.js';

const OVERLOADED = new Set([502, 503, 504]);

interface Means {
  readonly policy: UpstreamPolicy;
  readonly budget: RetryBudget;
  readonly instances: InstanceSet;
  readonly random: () => number;
}

/**
 * Tries again where that can do no harm and may help:
 * - any call of which nothing was sent; an idempotent one after a reset, a timeout, 502, 503, 504, or a 429 that says when;
 * - never once a streamed body was begun;
 * - within the retry budget, after a random wait, `Retry-After` honoured, and only if there is time;
 * - after an answer or a timeout, only where the upstream does not fail as a whole.
 */
export function retryWithBudget({ policy, budget, instances, random }: Means): Step {
  return async (flight, next) => {
    for (let retried = 0; ; retried++) {
      flight.mayTryAgain =
        retried < policy.retries && !budget.isSpent && instances.isWorthRetrying(flight.avoid);
      try {
        const value = await next(flight);
        budget.earn();
        return value;
      } catch (error) {
        if (retried >= policy.retries || !mayRetry(error as UpstreamError, flight)) throw error;
        const { code, retryAfterMs = 0 } = error as UpstreamError;
        // Full jitter (Brooker, Exponential Backoff And Jitter, 2015).
        const waitMs = Math.max(random() * policy.backoffMs * 2 ** retried, retryAfterMs);
        if (flight.remainingMs() - waitMs < policy.minAttemptMs) throw error;
        if (flight.instance) flight.avoid.push(flight.instance);
        // What never reached the upstream was no burden to it.
        if (code !== 'connect-failed') {
          if (code !== 'reset' && !instances.isWorthRetrying(flight.avoid)) throw error;
          if (!budget.spend()) throw error;
        }
        await pause(flight, waitMs);
      }
    }
  };
}

function mayRetry({ name, code, status, retryAfterMs }: UpstreamError, flight: Flight): boolean {
  if (name !== 'UpstreamError' || flight.bodyTouched) return false;
  if (code === 'connect-failed') return true;
  if (!flight.idempotent) return false;
  if (code === 'status') return OVERLOADED.has(status ?? 0) || (status === 429 && retryAfterMs !== undefined);
  return code === 'reset' || code === 'attempt-timeout';
}

function pause(flight: Flight, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    flight.await({ timeUp: () => resolve(), abandon: reject }, flight.now() + ms);
  });
}
