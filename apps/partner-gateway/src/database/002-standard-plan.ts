import { type Kysely, sql } from 'kysely';

const TERMS = {
  rate: { limit: 600, windowMs: 60_000 },
  burst: 20,
  quotaPerMonth: 100_000,
  scopes: ['products:read', 'orders:read', 'orders:write'],
};

/** A plan to begin with, written down like any act. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rate, burst, quotaPerMonth, scopes } = TERMS;
  await sql`INSERT INTO plans (name, rate_limit, rate_window_ms, burst, quota_per_month, scopes)
    VALUES ('standard', ${rate.limit}, ${rate.windowMs}, ${burst}, ${quotaPerMonth}, ${scopes})`.execute(db);
  await sql`INSERT INTO acts (actor, source, action, plan, details)
    VALUES ('frontdesk', 'migration', 'plan.create', 'standard', ${JSON.stringify({ after: TERMS })})`.execute(
    db,
  );
}
