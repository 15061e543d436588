import type { Kysely } from 'kysely';
import type { Environment, Tables } from '../database/tables.js';

/** What was asked at one route in some days, and how it was answered. */
export interface Usage {
  readonly applicationId: string;
  readonly partnerId: string;
  readonly environment: Environment;
  readonly version: string;
  /** Method and path template. */
  readonly route: string;
  readonly requests: number;
  /** Those that were answered with 400 or more. */
  readonly errors: number;
  /** How many were answered with which status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly lastAt: Date;
}

export interface UsageQuestion {
  /** Days in UTC, such as `2026-11-20`, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly applicationId?: string | undefined;
  readonly partnerId?: string | undefined;
  readonly versions?: readonly string[] | undefined;
}

/** By application, environment and route, as far as it was written down: a second ago or less. */
export async function usageOf(tables: Kysely<Tables>, question: UsageQuestion): Promise<Usage[]> {
  const { from, to, applicationId, partnerId, versions } = question;
  let query = tables
    .selectFrom('usage')
    .innerJoin('applications', 'applications.id', 'usage.application_id')
    .select(['usage.application_id', 'applications.partner_id', 'environment', 'version', 'route'])
    .select(['usage.status'])
    .select(({ fn }) => [fn.sum<string>('requests').as('requests'), fn.max('last_at').as('last_at')])
    .groupBy(['usage.application_id', 'applications.partner_id', 'environment', 'version', 'route'])
    .groupBy('usage.status')
    .orderBy('usage.application_id')
    .orderBy('environment')
    .orderBy('route')
    .orderBy('usage.status');
  if (from !== undefined) query = query.where('day', '>=', from);
  if (to !== undefined) query = query.where('day', '<=', to);
  if (applicationId !== undefined) query = query.where('usage.application_id', '=', applicationId);
  if (partnerId !== undefined) query = query.where('applications.partner_id', '=', partnerId);
  if (versions) query = query.where('version', 'in', versions.length > 0 ? [...versions] : ['']);

  const byRoute = new Map<string, Usage>();
  for (const row of await query.execute()) {
    const key = JSON.stringify([row.application_id, row.environment, row.version, row.route]);
    const sum = byRoute.get(key);
    const requests = Number(row.requests);
    byRoute.set(key, {
      applicationId: row.application_id,
      partnerId: row.partner_id,
      environment: row.environment,
      version: row.version,
      route: row.route,
      requests: requests + (sum?.requests ?? 0),
      errors: (row.status >= 400 ? requests : 0) + (sum?.errors ?? 0),
      statuses: { ...sum?.statuses, [row.status]: requests },
      lastAt: sum && sum.lastAt > row.last_at ? sum.lastAt : row.last_at,
    });
  }
  return [...byRoute.values()];
}

/** How much of this month's quota an application has used, by environment. */
export async function quotaUsed(
  tables: Kysely<Tables>,
  applicationId: string,
  month: string,
): Promise<Record<Environment, number>> {
  const rows = await tables
    .selectFrom('quotas')
    .select(['environment', 'used'])
    .where('application_id', '=', applicationId)
    .where('month', '=', month)
    .execute();
  const used = (environment: Environment) =>
    Number(rows.find((row) => row.environment === environment)?.used ?? 0);
  return { live: used('live'), sandbox: used('sandbox') };
}
