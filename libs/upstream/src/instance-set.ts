import { Discovery, type Resolve } from './discovery.js';
import { Instance } from './instance.js';
import type { UpstreamPolicy } from './policy.js';
import { lessLoaded } from './power-of-two-choices.js';

const FIRST_SHARE = 0.1;
/** A process that died takes all its connections along, and they are found out one by one. */
const FOUND_OUT_WITHIN_MS = 100;
/** After so many failures in a row, whichever instances they were of, the upstream itself is failing. */
const FAILING = 3;

const NONE: readonly Instance[] = [];

interface Surroundings {
  readonly now: () => number;
  readonly random: () => number;
  readonly resolve: Resolve;
  ejected(instance: Instance, forMs: number): void;
  returned(instance: Instance): void;
}

/** The instances of one upstream: which of them may be called, and which sit out after failures. */
export class InstanceSet {
  #instances: Instance[] = [];
  readonly #discoveries: Discovery[];
  /** Until then, some instance sits out or is on its way back. */
  #troubledUntil = -Infinity;
  #failuresInRow = 0;
  #failedAt = -Infinity;

  constructor(
    urls: readonly URL[],
    private readonly policy: UpstreamPolicy,
    private readonly around: Surroundings,
  ) {
    this.#discoveries = urls.map(
      (url) =>
        new Discovery(url, around, {
          opened: (endpoint) => new Instance(endpoint, policy),
          changed: () => (this.#instances = this.#discoveries.flatMap(({ instances }) => instances)),
        }),
    );
    this.#instances = this.#discoveries.flatMap(({ instances }) => instances);
  }

  get all(): readonly Instance[] {
    return this.#instances;
  }

  /** Two random ones that may be called, and of these the one with fewer calls in flight; none while no name is resolved. */
  choose(avoid: readonly Instance[]): Instance | undefined {
    for (const discovery of this.#discoveries) discovery.keepFresh();
    const now = this.around.now();
    const chosen = lessLoaded(this.#candidates(avoid, now), this.around.random);
    if (!chosen || now >= this.#troubledUntil || this.#mayTakeMore(chosen, now)) return chosen;
    return lessLoaded(this.#candidates([...avoid, chosen], now), this.around.random) ?? chosen;
  }

  /** Those that failed just now: a call that cannot be repeated goes to another one, if there is one. */
  justFailed(): readonly Instance[] {
    const since = this.around.now() - FOUND_OUT_WITHIN_MS;
    if (this.#failedAt <= since) return NONE;
    return this.#instances.filter(({ failedAt }) => failedAt > since);
  }

  /** Resolves once every name was looked up, whatever came of it. */
  async looked(): Promise<void> {
    await Promise.all(this.#discoveries.map((discovery) => discovery.looked()));
  }

  /** Whether a retry may help: the upstream is not failing as a whole, or there is an instance that is not. */
  isWorthRetrying(avoid: readonly Instance[]): boolean {
    if (this.#failuresInRow < FAILING) return true;
    return this.#candidates(avoid, this.around.now()).some(({ failuresInRow }) => failuresInRow === 0);
  }

  succeeded(instance: Instance): void {
    this.#failuresInRow = 0;
    instance.failuresInRow = 0;
    if (instance.ejections > 0 && this.around.now() >= instance.ejectedUntil + this.policy.slowReturnMs) {
      instance.ejections = 0;
      this.around.returned(instance);
    }
  }

  failed(instance: Instance): void {
    this.#failuresInRow += 1;
    instance.failuresInRow += 1;
    const now = this.around.now();
    this.#failedAt = instance.failedAt = now;
    if (instance.ejectedUntil > now) return;
    const returning = instance.ejections > 0 && now < instance.ejectedUntil + this.policy.slowReturnMs;
    if ((returning || instance.failuresInRow >= this.policy.ejectAfter) && this.#mayEject(now)) {
      this.#eject(instance, now);
    }
  }

  /** A health check passed: an instance that sits out comes back, slowly, at once. */
  recovered(instance: Instance): void {
    const now = this.around.now();
    if (instance.ejectedUntil <= now) return;
    instance.ejectedUntil = now;
    instance.failuresInRow = 0;
  }

  /** A health check failed: that is worth as much as all the failures that eject. */
  unhealthy(instance: Instance): void {
    instance.failuresInRow = Math.max(instance.failuresInRow, this.policy.ejectAfter - 1);
    this.failed(instance);
  }

  close(): Promise<unknown> {
    for (const discovery of this.#discoveries) discovery.close();
    return Promise.all(this.#instances.map((instance) => instance.close()));
  }

  #candidates(avoid: readonly Instance[], now: number): readonly Instance[] {
    const all = this.#instances;
    if (all.length === 1 || (avoid.length === 0 && now >= this.#troubledUntil)) return all;
    const may = all.filter(({ ejectedUntil }) => ejectedUntil <= now);
    const preferred = may.filter((instance) => !avoid.includes(instance));
    return preferred.length > 0 ? preferred : may.length > 0 ? may : all;
  }

  // Never more than half, hence never the last.
  #mayEject(now: number): boolean {
    const out = this.#instances.filter(({ ejectedUntil }) => ejectedUntil > now).length;
    return out + 1 <= this.#instances.length / 2;
  }

  #eject(instance: Instance, now: number): void {
    const forMs = Math.min(this.policy.ejectMs * 2 ** instance.ejections, this.policy.maxEjectMs);
    instance.ejections += 1;
    instance.ejectedUntil = now + forMs;
    this.#troubledUntil = Math.max(this.#troubledUntil, instance.ejectedUntil + this.policy.slowReturnMs);
    this.around.ejected(instance, forMs);
  }

  /** An instance that comes back is first given a tenth of its share, then more and more of it. */
  #mayTakeMore(instance: Instance, now: number): boolean {
    const backForMs = now - instance.ejectedUntil;
    if (backForMs >= this.policy.slowReturnMs) return true;
    return this.around.random() < Math.max(FIRST_SHARE, backForMs / this.policy.slowReturnMs);
  }
}
