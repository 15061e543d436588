import type { Environment } from '../database/tables.js';
import type { UtcCalendar } from './utc-calendar.js';

/** Whose quota it is: an application's, in one environment. */
export interface QuotaOwner {
  readonly id: string;
  readonly environment: Environment;
}

/** How many requests an owner made in a month. */
export interface MonthCount {
  readonly owner: QuotaOwner;
  /** Such as `2026-11`. */
  readonly month: string;
  /** What the database said last: of all processes. */
  written: number;
  /** Of this process, since then. */
  unwritten: number;
}

/** A part of a count that is to be added to what the database has. */
export interface QuotaAddition {
  readonly count: MonthCount;
  readonly requests: number;
}

/** The quotas that are used, in memory: what the database said last, and what it is yet to be told. */
export class Quotas {
  readonly #counts = new Map<string, MonthCount>();
  readonly #unwritten = new Set<MonthCount>();
  #month = '';

  constructor(private readonly calendar: UtcCalendar) {}

  /** The count of this month; until the database says something of it, nothing is used. */
  of({ id, environment }: QuotaOwner): MonthCount {
    const month = this.calendar.thisMonth().name;
    if (month !== this.#month) this.#begin(month);
    const name = `${id}/${environment}/${month}`;
    const known = this.#counts.get(name);
    if (known) return known;
    const begun: MonthCount = { owner: { id, environment }, month, written: 0, unwritten: 0 };
    this.#counts.set(name, begun);
    return begun;
  }

  add(count: MonthCount): void {
    count.unwritten += 1;
    this.#unwritten.add(count);
  }

  /** What to write next, of so many counts at most; each stays unwritten until `written` is told. */
  take(most: number): QuotaAddition[] {
    const taken: QuotaAddition[] = [];
    for (const count of this.#unwritten) {
      if (taken.length === most) break;
      taken.push({ count, requests: count.unwritten });
      this.#unwritten.delete(count);
    }
    return taken;
  }

  /** Notes that an addition is written, and what is used in all where the database said so. */
  written({ count, requests }: QuotaAddition, used = count.written + requests): void {
    count.written = used;
    count.unwritten -= requests;
  }

  /** What other months hold yet is to be written, also after the clock was set back. */
  #begin(month: string): void {
    this.#month = month;
    for (const [name, count] of this.#counts)
      if (count.month !== month && count.unwritten === 0) this.#counts.delete(name);
  }
}
