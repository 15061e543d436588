import type { Plan } from './plan.js';
import { type PlanJson, planToJson } from './plan-to-json.js';

/** How many runs are remembered unless said otherwise. */
const RUNS = 100;

/** The last runs, as the management port shows them; the oldest makes room for the newest. */
export class RecentPlans {
  readonly #ring: (readonly [at: number, plan: Plan])[] = [];
  #next = 0;

  constructor(
    readonly limit: number = RUNS,
    readonly wallClock: () => number = Date.now,
  ) {}

  add(plan: Plan): void {
    this.#ring[this.#next] = [this.wallClock(), plan];
    this.#next = (this.#next + 1) % this.limit;
  }

  /** Newest first, each with the instant at which it ended. */
  toJSON(): readonly (PlanJson & { readonly endedAt: string })[] {
    const oldestFirst = [...this.#ring.slice(this.#next), ...this.#ring.slice(0, this.#next)];
    return oldestFirst
      .reverse()
      .map(([at, plan]) => ({ endedAt: new Date(at).toISOString(), ...planToJson(plan) }));
  }
}
