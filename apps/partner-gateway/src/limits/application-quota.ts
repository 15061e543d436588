import type { KeptCount } from '@frontdesk/throttling';
import type { CallingApplication } from '../access/calling-application.js';
import { QuotaUsedUp } from './quota-used-up.js';
import type { MonthCount, Quotas } from './quotas.js';
import type { UtcCalendar } from './utc-calendar.js';

/** The monthly quota of an application, as far as this process knows. */
export class ApplicationQuota implements KeptCount {
  #known: MonthCount | undefined;

  constructor(
    private readonly application: CallingApplication,
    private readonly quotas: Quotas,
    private readonly calendar: UtcCalendar,
  ) {}

  left(): number {
    const { written, unwritten } = this.#count();
    return Math.max(0, this.application.plan.quotaPerMonth - written - unwritten);
  }

  take(): number | undefined {
    const count = this.#count();
    const left = this.application.plan.quotaPerMonth - count.written - count.unwritten;
    if (left <= 0) return undefined;
    this.quotas.add(count);
    return left - 1;
  }

  resetMs(): number {
    return this.calendar.thisMonth().endsAt - this.calendar.now();
  }

  refusal(): Error {
    const { endsAt } = this.calendar.thisMonth();
    return new QuotaUsedUp(this.application.plan.quotaPerMonth, endsAt, Math.ceil(this.resetMs() / 1_000));
  }

  #count(): MonthCount {
    const month = this.calendar.thisMonth().name;
    return this.#known?.month === month ? this.#known : (this.#known = this.quotas.of(this.application));
  }
}
