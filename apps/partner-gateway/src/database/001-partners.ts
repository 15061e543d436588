import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  sql`CREATE TABLE plans (
    name text PRIMARY KEY,
    rate_limit integer NOT NULL CHECK (rate_limit > 0),
    rate_window_ms integer NOT NULL CHECK (rate_window_ms > 0),
    burst integer NOT NULL CHECK (burst > 0),
    quota_per_month bigint NOT NULL CHECK (quota_per_month >= 0),
    scopes text[] NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
  )`,
  sql`CREATE TABLE partners (
    id text PRIMARY KEY,
    name text NOT NULL,
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
    made_at timestamptz NOT NULL DEFAULT now()
  )`,
  sql`CREATE TABLE applications (
    id text PRIMARY KEY,
    partner_id text NOT NULL REFERENCES partners,
    name text NOT NULL,
    plan text NOT NULL REFERENCES plans,
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
    made_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (partner_id, name)
  )`,
  sql`CREATE TABLE keys (
    id text PRIMARY KEY,
    application_id text NOT NULL REFERENCES applications,
    environment text NOT NULL CHECK (environment IN ('live', 'sandbox')),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    made_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    last_used_at timestamptz
  )`,
  sql`CREATE INDEX keys_of_application ON keys (application_id)`,
  sql`CREATE TABLE oauth_clients (
    client_id text PRIMARY KEY,
    application_id text NOT NULL REFERENCES applications,
    environment text NOT NULL CHECK (environment IN ('live', 'sandbox')),
    made_at timestamptz NOT NULL DEFAULT now()
  )`,
  sql`CREATE TABLE acts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(), -- now() is when it began to wait for its turn
    actor text NOT NULL,
    source text NOT NULL,
    action text NOT NULL,
    partner_id text,
    application_id text,
    key_id text,
    plan text,
    details json NOT NULL
  )`,
  // Whoever could change what was done could do anything.
  sql`CREATE FUNCTION acts_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'acts are only ever added'; END $$`,
  sql`CREATE TRIGGER acts_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON acts
    FOR EACH STATEMENT EXECUTE FUNCTION acts_stay()`,
  sql`CREATE TABLE quotas (
    application_id text NOT NULL,
    environment text NOT NULL,
    month text NOT NULL,
    used bigint NOT NULL,
    PRIMARY KEY (application_id, environment, month)
  )`,
  sql`CREATE TABLE usage (
    application_id text NOT NULL,
    environment text NOT NULL,
    day text NOT NULL,
    version text NOT NULL,
    route text NOT NULL,
    status integer NOT NULL,
    requests bigint NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (application_id, environment, day, version, route, status)
  )`,
  sql`CREATE TABLE usage_writers (
    writer text PRIMARY KEY,
    batch bigint NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now()
  )`,
  sql`CREATE TABLE commands (
    application_id text NOT NULL,
    environment text NOT NULL,
    key text NOT NULL,
    digest bytea NOT NULL,
    upstream_key text NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'answered')),
    lease text,
    leased_until timestamptz,
    status integer,
    headers json,
    body bytea,
    made_at timestamptz NOT NULL DEFAULT now(),
    forgotten_at timestamptz NOT NULL,
    PRIMARY KEY (application_id, environment, key)
  )`,
  sql`CREATE INDEX commands_to_forget ON commands (forgotten_at)`,
  sql`CREATE TABLE secrets (name text PRIMARY KEY, value bytea NOT NULL)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}
