import { closingStep, steps } from '../steps/steps.js';
import { type Done, type Purchase, Refused, type Step } from '../steps/step.js';
import { wasNeverSent } from './ask-shop.js';
import {
  type LeasedCheckout,
  orderIdOf,
  type Refusal,
  type StepRecord,
  type StepRecords,
} from './checkout.js';

/** What carrying out stands on. */
export interface Means {
  /** Writes down where the purchase stands, and keeps it; throws `LeaseLost`. */
  keep(checkout: LeasedCheckout): Promise<void>;
  /** Asks a service in the name of a step of the purchase. */
  askFor(checkout: LeasedCheckout, step: string): Purchase['ask'];
}

/**
 * Goes on with a purchase from where it stands until nothing is left to do:
 * - before a step is asked for it is written down, and after it how it ended, so that no crash leaves it in doubt;
 * - what a service refuses is undone, step by step from the last;
 * - where a service does not answer, it throws, with `checkout` as it stands then: the next one goes on from there.
 */
export class CarryOut {
  constructor(
    public checkout: LeasedCheckout,
    private readonly means: Means,
  ) {}

  async toTheEnd(): Promise<void> {
    if (this.checkout.state === 'running') await this.#goForward();
    if (this.checkout.state === 'undoing') await this.#undo();
    if (this.checkout.state === 'placed') await this.#close();
  }

  async #goForward(): Promise<void> {
    for (const step of steps) {
      const record = this.#recordOf(step);
      if (record?.state === 'done') continue;
      // What may have happened and cannot be taken back is asked for until that is known.
      const noWayBack = record?.state === 'begun' && step.undo === 'cannot-be-undone';
      if (!this.checkout.isWanted && !noWayBack) return this.#turnBack({ reason: 'gave-up' });
      try {
        const isLast = step === steps.at(-1);
        await this.#run(step, isLast ? { state: 'placed' } : {});
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return this.#turnBack({ reason: error.reason, field: error.field }, step);
      }
    }
  }

  async #undo(): Promise<void> {
    for (const step of steps.toReversed()) {
      const { undo } = step;
      if (typeof undo !== 'function') continue;
      if (this.#recordOf(step)?.state === 'begun') await this.#settle(step);
      const record = this.#recordOf(step);
      if (record?.state !== 'done') continue;
      try {
        await undo(this.#purchaseFor(`${step.name}-undo`), record.result);
      } catch (error) {
        if (!(error instanceof Refused && error.status === GONE)) throw error;
      }
      await this.#keep({ failures: 0, steps: this.#with(step, { ...record, state: 'undone' }) });
    }
    await this.#keep({ state: 'refused' });
  }

  /** Finds out what became of a step by asking for it once more: with the same key it happens once. */
  async #settle(step: Step): Promise<void> {
    try {
      await this.#run(step);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await this.#keep({ steps: this.#without(step) });
    }
  }

  async #close(): Promise<void> {
    // Much later, what lies in the cart may have been put there again.
    if (!this.checkout.isWanted) return;
    try {
      if (this.#recordOf(closingStep)?.state !== 'done') await this.#run(closingStep);
    } catch (error) {
      // The order stands, whatever the cart says.
      if (!(error instanceof Refused)) throw error;
    }
  }

  async #run(step: Step, then: Partial<LeasedCheckout> = {}): Promise<void> {
    const before = this.#recordOf(step);
    if (!before) await this.#keep({ steps: this.#with(step, { state: 'begun' }) });
    try {
      const result = await step.run(this.#purchaseFor(step.name));
      await this.#keep({ failures: 0, steps: this.#with(step, { state: 'done', result }), ...then });
    } catch (error) {
      if (!before && wasNeverSent(error)) this.#set({ steps: this.#without(step) });
      throw error;
    }
  }

  #turnBack(refusal: Refusal, refused?: Step): Promise<void> {
    const left = refused ? this.#without(refused) : this.checkout.steps;
    return this.#keep({ state: 'undoing', refusal, failures: 0, steps: left });
  }

  #purchaseFor(step: string): Purchase {
    const { checkout } = this;
    return {
      id: checkout.id,
      orderId: orderIdOf(checkout),
      principal: checkout.principal,
      request: checkout.request,
      done: <Name extends keyof Done>(name: Name): Done[Name] => {
        const record: StepRecord<Done[Name]> | undefined = checkout.steps[name];
        if (record?.state !== 'done') throw new Error(`${step} needs ${name}, which is not done`);
        return record.result;
      },
      ask: this.means.askFor(checkout, step),
    };
  }

  #recordOf({ name }: Step): StepRecord<Done[keyof Done]> | undefined {
    return this.checkout.steps[name];
  }

  #with({ name }: Step, record: StepRecord<unknown>): StepRecords {
    return { ...this.checkout.steps, [name]: record };
  }

  #without({ name }: Step): StepRecords {
    const { [name]: _, ...left } = this.checkout.steps;
    return left;
  }

  async #keep(changes: Partial<LeasedCheckout>): Promise<void> {
    const changed = { ...this.checkout, ...changes };
    await this.means.keep(changed);
    this.checkout = changed;
  }

  #set(changes: Partial<LeasedCheckout>): void {
    this.checkout = { ...this.checkout, ...changes };
  }
}

/** To be undone, it need not be there. */
const GONE = 404;
