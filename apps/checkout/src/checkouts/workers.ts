import { CallerGone } from '@frontdesk/request-context';
import type { Upstreams } from '@frontdesk/upstream';
import type { UpstreamName } from '../upstreams.js';
import { askShop } from './ask-shop.js';
import { CarryOut, type Means } from './carry-out.js';
import type { LeasedCheckout } from './checkout.js';
import { LeaseLost, type StepLog } from './step-log.js';

/** A lease is renewed so often in its time, so that one renewal may fail. */
const RENEWALS_PER_LEASE = 3;
const FIRST_WAIT_MS = 250;
const MAX_WAIT_MS = 10_000;
/** Purchases that nobody waits for, gone on with at once. */
const MAX_IN_BACKGROUND = 16;

interface Surroundings {
  readonly log: StepLog;
  readonly upstreams: Upstreams<UpstreamName>;
  readonly leaseMs: number;
  readonly pollMs: number;
  readonly random: () => number;
  /** Told of a purchase that could not be gone on with now. */
  readonly failed: (checkout: LeasedCheckout, error: unknown) => void;
}

/** Works on purchases: on those that somebody waits for at once, on the others when it is their turn. */
export class Workers {
  readonly #running = new Map<Promise<void>, string>();
  readonly #stopping = new AbortController();
  readonly #means: Means;
  #inBackground = 0;
  #lookTimer: NodeJS.Timeout | undefined;
  #renewTimer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(private readonly around: Surroundings) {
    const { log, upstreams } = around;
    this.#means = {
      keep: (checkout) => log.keep(checkout),
      askFor: (checkout, step) => (name, asked) =>
        askShop(upstreams, name, asked, {
          checkout,
          step,
          signal: this.#stopping.signal,
        }),
    };
  }

  /** Looks for purchases whose turn it is, from now on. */
  start(): void {
    const { leaseMs, pollMs } = this.around;
    this.#lookTimer = setInterval(() => (this.#looking ??= this.#look()), pollMs);
    this.#renewTimer = setInterval(() => void this.#renew(), leaseMs / RENEWALS_PER_LEASE);
  }

  /** Works on a purchase; resolves when it is over or has to wait, and never rejects. */
  carryOut(checkout: LeasedCheckout): Promise<void> {
    const run = this.#carryOut(checkout).finally(() => this.#running.delete(run));
    this.#running.set(run, checkout.lease);
    return run;
  }

  /** Leaves off wherever it is; whoever comes next goes on from there. */
  async stop(): Promise<void> {
    clearInterval(this.#lookTimer);
    this.#stopping.abort(new CallerGone('the process stops'));
    await this.#looking;
    await Promise.all(this.#running.keys());
    clearInterval(this.#renewTimer);
  }

  async #look(): Promise<void> {
    try {
      while (!this.#stopping.signal.aborted && this.#inBackground < MAX_IN_BACKGROUND) {
        const checkout = await this.around.log.takeDue();
        if (!checkout) break;
        this.#inBackground += 1;
        void this.carryOut(checkout).finally(() => (this.#inBackground -= 1));
      }
    } catch {
      // The database cannot be asked; the next look asks again, and callers are told.
    } finally {
      this.#looking = undefined;
    }
  }

  /** A step may take longer than a lease; only a process that is gone, or halted, loses what it works on. */
  async #renew(): Promise<void> {
    const leases = [...this.#running.values()];
    // Where it fails, another may take over; whoever saves with a lost lease is told.
    if (leases.length > 0) await this.around.log.renew(leases).catch(() => undefined);
  }

  async #carryOut(checkout: LeasedCheckout): Promise<void> {
    const { log, failed } = this.around;
    const work = new CarryOut(checkout, this.#means);
    try {
      await work.toTheEnd();
      await log.release(work.checkout, undefined);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      const isStopping = this.#stopping.signal.aborted;
      if (!isStopping) failed(work.checkout, error);
      const failures = work.checkout.failures + (isStopping ? 0 : 1);
      const waitMs = isStopping ? 0 : this.#waitMs(failures);
      // Where even this cannot be written, the lease runs out, and that is as good.
      await log.release({ ...work.checkout, failures }, waitMs).catch(() => undefined);
    }
  }

  /** Doubles with each failure, and is drawn from its upper half, so that what failed together comes back apart. */
  #waitMs(failures: number): number {
    const longest = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
    return longest * (1 - this.around.random() / 2);
  }
}
