import type { Plan } from './plan.js';
import type { ViewResult } from './view-result.js';

export interface RunOptions {
  /** Called once with the plan of the run, however it ended; what it throws becomes the run's error. */
  readonly onPlan?: ((plan: Plan) => void) | undefined;
}

/** What a run will have come to: settled once, after the observer was told the plan. */
export class RunResult<Shaped> {
  readonly promise: Promise<ViewResult<Shaped>>;
  readonly #onPlan: RunOptions['onPlan'];
  #resolve!: (result: ViewResult<Shaped>) => void;
  #reject!: (error: unknown) => void;

  constructor(onPlan: RunOptions['onPlan']) {
    this.#onPlan = onPlan;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  give(answer: Omit<ViewResult<Shaped>, 'plan'>, plan: Plan): void {
    this.#tell(plan);
    this.#resolve({ ...answer, plan });
  }

  refuse(error: unknown, plan: Plan): void {
    this.#tell(plan);
    this.#reject(error);
  }

  #tell(plan: Plan): void {
    try {
      this.#onPlan?.(plan);
    } catch (error) {
      // Thrown into a timer it would end the process; swallowed, nobody would see the mistake.
      this.#reject(error);
    }
  }
}
