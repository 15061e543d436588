import type { Clock, RequestContext } from '@frontdesk/request-context';
import { Alarms } from './alarms.js';
import type { Resolve } from './discovery.js';
import { Flight } from './flight.js';
import { HealthChecks } from './health-checks.js';
import { InstanceSet } from './instance-set.js';
import type { UpstreamObserver } from './observer.js';
import { type Next, pipelineOf } from './pipeline.js';
import type { UpstreamPolicy } from './policy.js';
import { RetryBudget } from './retry-budget.js';
import { attempt } from './steps/attempt.js';
import { balanceInstances } from './steps/balance-instances.js';
import { fetchToken } from './steps/fetch-token.js';
import { Bulkhead } from './steps/enter-bulkhead.js';
import { Breaker, type BreakerState } from './steps/guard-with-breaker.js';
import { meetDeadline } from './steps/meet-deadline.js';
import { retryWithBudget } from './steps/retry-with-budget.js';
import type { UpstreamCall } from './upstream-call.js';
import { UpstreamError } from './upstream-error.js';
import { outcomeOf } from './verdict.js';

const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);

export interface UpstreamHealth {
  readonly name: string;
  readonly breaker: BreakerState;
  readonly inFlight: number;
  readonly queued: number;
  readonly instances: readonly {
    readonly name: string;
    readonly inFlight: number;
    /** How long it still sits out, in milliseconds; 0 for one that is called. */
    readonly ejectedForMs: number;
  }[];
}

export interface Surroundings {
  readonly clock: Clock;
  readonly random: () => number;
  readonly observer: UpstreamObserver;
  readonly resolve: Resolve;
}

/** A named service with one or more instances and one policy. */
export class Upstream {
  readonly #run: Next;
  readonly #alarms: Alarms;
  readonly #observer: UpstreamObserver;
  readonly #instances: InstanceSet;
  readonly #bulkhead: Bulkhead;
  readonly #breaker: Breaker;
  readonly #healthChecks: HealthChecks;

  constructor(
    readonly name: string,
    readonly urls: readonly URL[],
    readonly policy: UpstreamPolicy,
    { clock, random, observer, resolve }: Surroundings,
  ) {
    const now = (): number => clock.now();
    this.#alarms = new Alarms(clock);
    this.#observer = observer;
    this.#instances = new InstanceSet(urls, policy, {
      now,
      random,
      resolve,
      ejected: (instance, forMs) => observer.ejected?.({ upstream: name, instance: instance.name, forMs }),
      returned: (instance) => observer.returned?.({ upstream: name, instance: instance.name }),
    });
    this.#bulkhead = new Bulkhead(name, policy);
    this.#breaker = new Breaker(name, policy, (state) =>
      observer.breakerChanged?.({ upstream: name, state }),
    );
    this.#healthChecks = new HealthChecks(this.#instances, policy, random);
    const budget = new RetryBudget(
      policy.retryBudgetPercent,
      policy.retryBudgetReserve,
      policy.maxInFlight,
      policy.breakerWindowMs,
      now,
    );
    this.#run = pipelineOf([
      meetDeadline,
      // Before the bulkhead and the breaker: a token that cannot be had is no fault of this upstream's.
      ...(policy.identity === 'token' ? [fetchToken(policy.audience)] : []),
      this.#bulkhead.enter,
      this.#breaker.guard,
      retryWithBudget({ policy, budget, instances: this.#instances, random }),
      balanceInstances(name, this.#instances),
      attempt(name, policy, observer),
    ]);
  }

  /** Asks the upstream; throws `UpstreamError`, `DeadlineExceeded` or `CallerGone`. */
  async call<T>(call: UpstreamCall<T>, context: RequestContext): Promise<T> {
    const idempotent = call.idempotent ?? IDEMPOTENT.has(call.method);
    const flight = new Flight(call, context, idempotent, this.policy.deadlineMs, this.#alarms);
    let failure: unknown;
    try {
      return (await this.#run(flight)) as T;
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      flight.land(failure);
      this.#observer.called?.({
        upstream: this.name,
        route: call.route,
        attempts: flight.attempts,
        durationMs: flight.now() - flight.startedAt,
        outcome: failure === undefined ? 'ok' : outcomeOf(failure),
        status: flight.status,
      });
    }
  }

  /** Reports an answer that does not fit its schema; throws `schema-drift` where the policy is strict. */
  drifted(route: string, problem: string): void {
    this.#observer.drifted?.({ upstream: this.name, route, problem });
    if (this.policy.answers === 'strict') throw new UpstreamError(this.name, 'schema-drift');
  }

  health(): UpstreamHealth {
    const now = this.#alarms.clock.now();
    return {
      name: this.name,
      breaker: this.#breaker.state,
      inFlight: this.#bulkhead.inFlight,
      queued: this.#bulkhead.queued,
      instances: this.#instances.all.map(({ name, inFlight, ejectedUntil }) => ({
        name,
        inFlight,
        ejectedForMs: Math.max(0, Math.ceil(ejectedUntil - now)),
      })),
    };
  }

  /** Cuts what is still under way, and closes the connections. */
  async close(): Promise<void> {
    this.#healthChecks.stop();
    this.#breaker.close();
    await this.#instances.close();
  }
}
