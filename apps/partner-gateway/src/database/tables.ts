import type { ColumnType, Generated } from 'kysely';

/** Which data a caller reaches: the shop's, or those that are there to be tried out. */
export type Environment = 'live' | 'sandbox';
export type Status = 'active' | 'suspended';

/** Filled by the database where nothing is said, and never changed. */
type MadeAt = ColumnType<Date, never, never>;
/** Given as text, and read as a date. */
type Instant = ColumnType<Date, Date | string, Date | string>;
type InstantOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** PostgreSQL's `bigint`: read as text, since it may be larger than a number can tell. */
type Count = ColumnType<string, number | string, number | string>;

/** How much an application may ask, and for what. */
interface PlanRow {
  readonly name: string;
  readonly rate_limit: number;
  readonly rate_window_ms: number;
  /** The most requests of one second. */
  readonly burst: number;
  readonly quota_per_month: Count;
  readonly scopes: string[];
  readonly made_at: MadeAt;
}

interface PartnerRow {
  /** What services know it by, as `X-Partner-Id`. */
  readonly id: string;
  readonly name: string;
  readonly status: ColumnType<Status, Status | undefined, Status>;
  readonly made_at: MadeAt;
}

interface ApplicationRow {
  readonly id: string;
  readonly partner_id: string;
  readonly name: string;
  readonly plan: string;
  readonly status: ColumnType<Status, Status | undefined, Status>;
  readonly made_at: MadeAt;
}

interface KeyRow {
  /** The part of a key that is no secret. */
  readonly id: string;
  readonly application_id: string;
  readonly environment: Environment;
  /** SHA-256 of the whole key, as 32 bytes. */
  readonly hash: Uint8Array;
  readonly made_at: MadeAt;
  readonly expires_at: Instant;
  readonly revoked_at: InstantOrNull;
  readonly last_used_at: InstantOrNull;
}

/** A client of the identity provider, whose tokens are an application's credentials. */
interface OAuthClientRow {
  readonly client_id: string;
  readonly application_id: string;
  readonly environment: Environment;
  readonly made_at: MadeAt;
}

/** What an owner did. Rows are only ever added, and their ids grow in the order in which they are seen. */
interface ActRow {
  readonly id: Generated<string>;
  readonly at: MadeAt;
  /** Who did it. */
  readonly actor: string;
  /** From where: the address of the connection. */
  readonly source: string;
  /** What was done, such as `key.revoke`. */
  readonly action: string;
  readonly partner_id: string | null;
  readonly application_id: string | null;
  readonly key_id: string | null;
  readonly plan: string | null;
  /** What it was before and after, as JSON; never a secret. */
  readonly details: ColumnType<object, string, never>;
}

/** How much of a month's quota is used. */
interface QuotaRow {
  readonly application_id: string;
  readonly environment: Environment;
  /** In UTC, such as `2026-11`. */
  readonly month: string;
  readonly used: Count;
}

/** What was asked in a day, and how it was answered. */
interface UsageRow {
  readonly application_id: string;
  readonly environment: Environment;
  /** In UTC, such as `2026-11-20`. */
  readonly day: string;
  /** Such as `v1`; empty where a path has none. */
  readonly version: string;
  /** Method and path template, such as `GET /v1/orders/:id`. */
  readonly route: string;
  readonly status: number;
  readonly requests: Count;
  readonly last_at: Instant;
}

/** The last of what a process wrote of quotas and usage, so that nothing is added twice. */
interface UsageWriterRow {
  readonly writer: string;
  readonly batch: Count;
  readonly written_at: Generated<Date>;
}

/** A command that came with an `Idempotency-Key`, and its first answer. */
interface CommandRow {
  readonly application_id: string;
  readonly environment: Environment;
  readonly key: string;
  /** SHA-256 of method, path and body: what a second request with this key must be equal in. */
  readonly digest: Uint8Array;
  /** The key that services are given, so that a command that is repeated after a crash happens once. */
  readonly upstream_key: string;
  readonly state: 'running' | 'answered';
  /** Who carries it out, and until when that is theirs alone. */
  readonly lease: string | null;
  readonly leased_until: InstantOrNull;
  readonly status: number | null;
  /** As JSON. */
  readonly headers: ColumnType<Record<string, string> | null, string | null | undefined, string | null>;
  readonly body: Uint8Array | null;
  readonly made_at: MadeAt;
  readonly forgotten_at: Instant;
}

/** Random bytes that all processes on one database share. */
interface SecretRow {
  readonly name: string;
  readonly value: Uint8Array;
}

export interface Tables {
  readonly plans: PlanRow;
  readonly partners: PartnerRow;
  readonly applications: ApplicationRow;
  readonly keys: KeyRow;
  readonly oauth_clients: OAuthClientRow;
  readonly acts: ActRow;
  readonly quotas: QuotaRow;
  readonly usage: UsageRow;
  readonly usage_writers: UsageWriterRow;
  readonly commands: CommandRow;
  readonly secrets: SecretRow;
}
