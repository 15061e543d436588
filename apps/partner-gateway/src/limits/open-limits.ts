import type { Database } from '@frontdesk/database';
import type { RequestEnd } from '@frontdesk/gateway';
import type { Clock } from '@frontdesk/request-context';
import type { CallersLimits } from '@frontdesk/throttling';
import { sql } from 'kysely';
import { callingApplicationOf } from '../access/calling-application.js';
import type { Tables } from '../database/tables.js';
import { ApplicationLimits } from './application-limits.js';
import { Quotas } from './quotas.js';
import { UsageBook } from './usage-book.js';
import { type LedgerLog, UsageLedger } from './usage-ledger.js';
import { UtcCalendar } from './utc-calendar.js';

/** How much applications may ask, and what is kept of what they asked. */
export interface Limits {
  readonly limitsOf: (request: object) => CallersLimits | undefined;
  /** Notes what an application asked for; what nobody is known to have sent is no use of anybody's. */
  readonly onRequestEnd: (end: RequestEnd) => void;
  readonly ledger: UsageLedger;
}

/** Reads the quotas that are used already, and counts from there, by a clock of milliseconds since 1970. */
export async function openLimits(
  database: Database,
  { usageFlushMs }: { readonly usageFlushMs: number },
  log: LedgerLog,
  wallClock: Clock,
): Promise<Limits> {
  const calendar = new UtcCalendar(wallClock);
  const quotas = new Quotas(calendar);
  const book = new UsageBook(calendar);
  await readQuotas(database, quotas, calendar);
  const limits = new ApplicationLimits(quotas, calendar);
  return {
    limitsOf: (request) => limits.of(request),
    onRequestEnd: (end) => {
      const application = end.request && callingApplicationOf(end.request);
      if (application) book.add(application, end);
    },
    ledger: new UsageLedger({ database, quotas, book, log }).writeEvery(usageFlushMs),
  };
}

/** All of this month, so that no request waits for its own; and forgets who has long stopped writing. */
async function readQuotas(database: Database, quotas: Quotas, calendar: UtcCalendar): Promise<void> {
  const tables = database.tables<Tables>();
  const month = calendar.thisMonth().name;
  const rows = await tables.selectFrom('quotas').selectAll().where('month', '=', month).execute();
  for (const { application_id: id, environment, used } of rows)
    quotas.of({ id, environment }).written = Number(used);
  await tables
    .deleteFrom('usage_writers')
    .where('written_at', '<', sql<Date>`now() - interval '7 days'`)
    .execute();
}
