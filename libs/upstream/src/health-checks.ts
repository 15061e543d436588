import type { Instance } from './instance.js';
import type { InstanceSet } from './instance-set.js';
import type { UpstreamPolicy } from './policy.js';

/** Asks each instance for its health now and then, so that a dead one is found by nobody's call. */
export class HealthChecks {
  readonly #stopped = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly instances: InstanceSet,
    private readonly policy: UpstreamPolicy,
    private readonly random: () => number,
  ) {
    if (policy.healthCheckPath !== undefined) this.#schedule(policy.healthCheckPath);
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
  }

  #schedule(path: string): void {
    // Spread by a fifth, so that the gateways of a fleet do not ask in step.
    const waitMs = this.policy.healthCheckIntervalMs * (0.9 + 0.2 * this.random());
    this.#timer = setTimeout(() => {
      void Promise.all(this.instances.all.map((instance) => this.#check(instance, path))).then(() => {
        if (!this.#stopped.signal.aborted) this.#schedule(path);
      });
    }, waitMs).unref();
  }

  async #check(instance: Instance, path: string): Promise<void> {
    const timeout = AbortSignal.timeout(this.policy.attemptTimeoutMs);
    const signal = AbortSignal.any([timeout, this.#stopped.signal]);
    try {
      const { statusCode, body } = await instance.pool.request({ method: 'GET', path, signal });
      await body.dump();
      if (statusCode < 300) this.instances.recovered(instance);
      else this.instances.unhealthy(instance);
    } catch {
      if (!this.#stopped.signal.aborted) this.instances.unhealthy(instance);
    }
  }
}
