import { type Clock, systemClock } from '@frontdesk/request-context';
import { type Resolve, resolveByDns } from './discovery.js';
import type { UpstreamObserver } from './observer.js';
import type { UpstreamDeclaration } from './policy.js';
import { type Environment, policyOf, urlsOf } from './settings.js';
import { Upstream, type UpstreamHealth } from './upstream.js';

interface Options {
  readonly env: Environment;
  readonly observer?: UpstreamObserver;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly resolve?: Resolve;
}

/** All the upstreams of one gateway, made of its declarations and the environment. */
export class Upstreams<Name extends string = string> {
  readonly #upstreams: ReadonlyMap<string, Upstream>;

  /** Throws `InvalidSetting`, naming the variable, where the environment or a declaration cannot be used. */
  constructor(declarations: Readonly<Record<Name, UpstreamDeclaration>>, options: Options) {
    const { env, observer = {}, clock = systemClock, random = Math.random, resolve = resolveByDns } = options;
    // All are read before any is made, so that a bad value leaves no timer behind.
    const read = Object.entries<UpstreamDeclaration>(declarations).map(([name, declared]) => ({
      name,
      urls: urlsOf(name, declared, env),
      policy: policyOf(name, declared, env),
    }));
    this.#upstreams = new Map(
      read.map(({ name, urls, policy }) => [
        name,
        new Upstream(name, urls, policy, { clock, random, observer, resolve }),
      ]),
    );
  }

  get(name: Name): Upstream {
    const upstream = this.#upstreams.get(name);
    if (!upstream) throw new Error(`no upstream is declared as ${name}`);
    return upstream;
  }

  health(): UpstreamHealth[] {
    return [...this.#upstreams.values()].map((upstream) => upstream.health());
  }

  async close(): Promise<void> {
    await Promise.all([...this.#upstreams.values()].map((upstream) => upstream.close()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
