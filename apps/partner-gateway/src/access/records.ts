import { type Kysely, type Selectable, sql } from 'kysely';
import type { Environment, Status, Tables } from '../database/tables.js';
import type { Plan } from './calling-application.js';

/** What there is to know about who may call, as far as it was asked for. */
export interface Records {
  readonly plans: readonly Plan[];
  readonly partners: readonly PartnerRecord[];
  readonly applications: readonly ApplicationRecord[];
  /** Those that were not revoked. */
  readonly keys: readonly KeyRecord[];
  readonly clients: readonly ClientRecord[];
}

export interface PartnerRecord {
  readonly id: string;
  readonly status: Status;
}

export interface ApplicationRecord {
  readonly id: string;
  readonly partnerId: string;
  readonly plan: string;
  readonly status: Status;
}

export interface KeyRecord {
  readonly id: string;
  readonly applicationId: string;
  readonly environment: Environment;
  readonly hash: Uint8Array;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface ClientRecord {
  readonly id: string;
  readonly applicationId: string;
  readonly environment: Environment;
}

/** What acts were about, by its ids; keys and OAuth clients go with their application. */
export interface Touched {
  readonly plans: readonly string[];
  readonly partners: readonly string[];
  readonly applications: readonly string[];
}

/** Reads all there is, or what was touched. */
export async function readRecords(tables: Kysely<Tables>, touched?: Touched): Promise<Records> {
  const { plans, partners, applications, keys, oauthClients } = queries(tables, touched);
  return {
    plans: (await plans.execute()).map(planOf),
    partners: await partners.execute(),
    applications: await applications.execute(),
    keys: (await keys.execute()).map((row) => ({ ...row, expiresAt: row.expiresAt.getTime() })),
    clients: await oauthClients.execute(),
  };
}

function queries(tables: Kysely<Tables>, touched: Touched | undefined) {
  const only = touched !== undefined;
  const among = (ids: readonly string[] = []) => sql<string>`any(${ids})`;
  return {
    plans: tables
      .selectFrom('plans')
      .selectAll()
      .$if(only, (query) => query.where('name', '=', among(touched?.plans))),
    partners: tables
      .selectFrom('partners')
      .select(['id', 'status'])
      .$if(only, (query) => query.where('id', '=', among(touched?.partners))),
    applications: tables
      .selectFrom('applications')
      .select(['id', 'partner_id as partnerId', 'plan', 'status'])
      .$if(only, (query) => query.where('id', '=', among(touched?.applications))),
    keys: tables
      .selectFrom('keys')
      .select(['id', 'application_id as applicationId', 'environment', 'hash', 'expires_at as expiresAt'])
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', sql<Date>`now()`)
      .$if(only, (query) => query.where('application_id', '=', among(touched?.applications))),
    oauthClients: tables
      .selectFrom('oauth_clients')
      .select(['client_id as id', 'application_id as applicationId', 'environment'])
      .$if(only, (query) => query.where('application_id', '=', among(touched?.applications))),
  };
}

function planOf(row: Selectable<Tables['plans']>): Plan {
  return {
    name: row.name,
    rate: { limit: row.rate_limit, windowMs: row.rate_window_ms },
    burst: row.burst,
    quotaPerMonth: Number(row.quota_per_month),
    scopes: new Set(row.scopes),
  };
}
