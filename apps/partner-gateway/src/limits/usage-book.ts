import type { CallingApplication } from '../access/calling-application.js';
import type { Environment } from '../database/tables.js';
import type { UtcCalendar } from './utc-calendar.js';

const MOST_ROWS = 50_000;
/** In the place of a route, where there are too many rows to tell them apart. */
const OTHER_ROUTES = '(others)';

/** What an application asked for in a day, and how it was answered. */
export interface UsageRow {
  readonly applicationId: string;
  readonly environment: Environment;
  readonly day: string;
  readonly version: string;
  readonly route: string;
  readonly status: number;
  requests: number;
  /** Milliseconds since 1970. */
  lastAt: number;
}

export interface KeyUse {
  readonly keyId: string;
  readonly at: number;
}

/** One request of an application's that has ended. */
export interface EndedRequest {
  readonly method: string;
  /** The route's template, such as `/v1/orders/:id`. */
  readonly route: string;
  readonly status: number;
}

/** What is gathered of the use that applications make, until it is written. */
export class UsageBook {
  readonly #rows = new Map<string, UsageRow>();
  readonly #keys = new Map<string, number>();

  constructor(
    private readonly calendar: UtcCalendar,
    private readonly mostRows = MOST_ROWS,
  ) {}

  add({ id, environment, keyId }: CallingApplication, { method, route: path, status }: EndedRequest): void {
    const lastAt = this.calendar.now();
    if (keyId !== undefined) this.#keys.set(keyId, lastAt);
    const day = this.calendar.today().name;
    const row = { applicationId: id, environment, day, status, requests: 1, lastAt };
    this.#count({ ...row, version: versionOf(path), route: `${method} ${path}` });
  }

  /** What to write next, of so many rows at most; it is in the hands of who took it. */
  take(most: number): { readonly usage: UsageRow[]; readonly keys: KeyUse[] } {
    const usage = takeFrom(this.#rows, most).map(([, row]) => row);
    const keys = takeFrom(this.#keys, most).map(([keyId, at]) => ({ keyId, at }));
    return { usage, keys };
  }

  #count(row: UsageRow): void {
    const { applicationId, environment, day, route, status, lastAt } = row;
    const name = `${applicationId}/${environment}/${day}/${status}/${route}`;
    const known = this.#rows.get(name);
    if (known) {
      known.requests += 1;
      known.lastAt = lastAt;
    } else if (this.#rows.size < this.mostRows || route === OTHER_ROUTES) this.#rows.set(name, row);
    else this.#count({ ...row, version: '', route: OTHER_ROUTES });
  }
}

function takeFrom<T>(from: Map<string, T>, most: number): [string, T][] {
  const taken: [string, T][] = [];
  for (const [name, value] of from) {
    if (taken.length === most) break;
    taken.push([name, value]);
    from.delete(name);
  }
  return taken;
}

/** `v1` of `/v1/orders`; empty where a path has none. */
function versionOf(path: string): string {
  return /^\/(v\d+)\//.exec(path)?.[1] ?? '';
}
