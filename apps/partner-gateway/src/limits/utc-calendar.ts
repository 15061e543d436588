import type { Clock } from '@frontdesk/request-context';

/** A stretch of time by the calendar, in milliseconds since 1970. */
interface Period {
  /** As rows of the database name it. */
  readonly name: string;
  readonly startsAt: number;
  /** When the next one begins. */
  readonly endsAt: number;
}

/** Days such as `2026-11-20` and months such as `2026-11` in UTC, by a wall clock; each is worked out once. */
export class UtcCalendar {
  #day: Period = NO_PERIOD;
  #month: Period = NO_PERIOD;

  constructor(private readonly wallClock: Clock) {}

  now(): number {
    return this.wallClock.now();
  }

  today(): Period {
    const now = this.now();
    return isIn(this.#day, now) ? this.#day : (this.#day = dayOf(now));
  }

  thisMonth(): Period {
    const now = this.now();
    return isIn(this.#month, now) ? this.#month : (this.#month = monthOf(now));
  }
}

const NO_PERIOD: Period = { name: '', startsAt: 0, endsAt: 0 };

/** Clocks are set back at times, so that both ends count. */
function isIn({ startsAt, endsAt }: Period, now: number): boolean {
  return startsAt <= now && now < endsAt;
}

function dayOf(now: number): Period {
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const name = date.toISOString().slice(0, 'yyyy-mm-dd'.length);
  return { name, startsAt: Date.UTC(year, month, day), endsAt: Date.UTC(year, month, day + 1) };
}

function monthOf(now: number): Period {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const name = date.toISOString().slice(0, 'yyyy-mm'.length);
  return { name, startsAt: Date.UTC(year, month), endsAt: Date.UTC(year, month + 1) };
}
