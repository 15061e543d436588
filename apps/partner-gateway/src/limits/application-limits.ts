import { CallersLimits, LimitSet } from '@frontdesk/throttling';
import { type CallingApplication, callingApplicationOf, type Plan } from '../access/calling-application.js';
import { ApplicationQuota } from './application-quota.js';
import type { Quotas } from './quotas.js';
import type { UtcCalendar } from './utc-calendar.js';

const BURST_WINDOW_MS = 1_000;

/** What was worked out in a month, and holds until the next. */
interface Known<T> {
  readonly month: string;
  readonly value: T;
}

/**
 * The limits of the application that sent a request: burst, rate and quota of its plan, in this order, counted for each
 * environment apart and for all its credentials together.
 */
export class ApplicationLimits {
  /** By objects that the directory makes anew when anything of them changes. */
  readonly #ofApplications = new WeakMap<CallingApplication, Known<CallersLimits>>();
  readonly #ofPlans = new WeakMap<Plan, Known<LimitSet>>();

  constructor(
    private readonly quotas: Quotas,
    private readonly calendar: UtcCalendar,
  ) {}

  /** Undefined where nobody is known to have sent the request. */
  of(request: object): CallersLimits | undefined {
    const application = callingApplicationOf(request);
    if (!application) return undefined;
    return this.#once(this.#ofApplications, application, () => {
      const { id, environment, plan } = application;
      return new CallersLimits(
        `application:${id}/${environment}`,
        this.#once(this.#ofPlans, plan, () => this.#limitsOf(plan)),
        new ApplicationQuota(application, this.quotas, this.calendar),
      );
    });
  }

  #limitsOf({ burst, rate, quotaPerMonth }: Plan): LimitSet {
    const { startsAt, endsAt } = this.calendar.thisMonth();
    return new LimitSet(
      [
        { name: 'burst', limit: burst, windowMs: BURST_WINDOW_MS },
        { name: 'rate', limit: rate.limit, windowMs: rate.windowMs },
      ],
      { name: 'quota', limit: quotaPerMonth, windowMs: endsAt - startsAt },
    );
  }

  #once<Key extends object, T>(known: WeakMap<Key, Known<T>>, key: Key, workOut: () => T): T {
    const month = this.calendar.thisMonth().name;
    const found = known.get(key);
    if (found?.month === month) return found.value;
    const value = workOut();
    known.set(key, { month, value });
    return value;
  }
}
