import type { InstanceSet } from '../instance-set.js';
import type { Flight } from '../flight.js';
import type { Instance } from '../instance.js';
import type { Step } from '../pipeline.js';
import { UpstreamError } from '../upstream-error.js';
import { verdictOf } from '../verdict.js';

/**
 * Chooses the instance of one attempt, and learns from how it ends:
 * - of two at random, the one with fewer calls in flight;
 * - one that failed this call already is chosen only if there is no other;
 * - so is one that failed any call just now, where this one cannot be repeated.
 */
export function balanceInstances(upstream: string, instances: InstanceSet): Step {
  return async (flight, next) => {
    const avoid = flight.idempotent ? flight.avoid : [...flight.avoid, ...instances.justFailed()];
    const instance = instances.choose(avoid) ?? (await lookedUp(upstream, instances, flight));
    flight.instance = instance;
    instance.inFlight += 1;
    try {
      const value = await next(flight);
      instances.succeeded(instance);
      flight.hold(() => (instance.inFlight -= 1));
      return value;
    } catch (error) {
      const verdict = verdictOf(error, flight.attemptBlamed);
      if (verdict === 'fault') instances.failed(instance);
      else if (verdict === 'answered') instances.succeeded(instance);
      instance.inFlight -= 1;
      throw error;
    }
  };
}

/** Only the first calls wait for the name's addresses; later ones use what is known. */
async function lookedUp(upstream: string, instances: InstanceSet, flight: Flight): Promise<Instance> {
  await new Promise<void>((resolve, reject) => {
    const timeUp = () => reject(new UpstreamError(upstream, 'connect-failed'));
    flight.await({ timeUp, abandon: reject }, flight.deadlineAt);
    void instances.looked().then(resolve);
  });
  flight.arrived();
  const instance = instances.choose(flight.avoid);
  if (!instance) throw new UpstreamError(upstream, 'connect-failed');
  return instance;
}
