import { databaseUrl, gatewaySettings, wholeNumber } from '@frontdesk/gateway';
import { z } from 'zod';
import { ownerList } from './steering/api/owners.js';

export const NAME = 'partner-gateway';

/** The settings of this gateway, from the environment. */
export const settings = {
  ...gatewaySettings({
    port: 3002,
    managementPort: 9002,
    audience: 'urn:frontdesk:partner-gateway',
  }),
  /** PostgreSQL; without it, a database of this process alone in `PARTNER_DATA_DIR`. */
  DATABASE_URL: databaseUrl.optional(),
  PARTNER_DATA_DIR: z.string().default('.data/partner-gateway'),
  /** Who may steer this gateway; without it, whoever can read a file in `PARTNER_DATA_DIR`. */
  OWNERS: ownerList.optional(),
  /** How often every process looks for what owners did: a key that was revoked is to be refused within a second. */
  DIRECTORY_POLL_MS: wholeNumber(10, 500).default(300),
  /** After so long without an answer of the database credentials cannot be checked any more: 503. */
  DIRECTORY_STALE_MS: wholeNumber(1_000, 3_600_000).default(30_000),
  /** After so long another call takes over a command of which nobody knows how it ended; longer than any deadline. */
  IDEMPOTENCY_LEASE_MS: wholeNumber(1, 600_000).default(10_000),
  /** For how long a repeated command is answered as the first time. */
  IDEMPOTENCY_KEEP_MS: wholeNumber(600_000, 31 * 86_400_000).default(86_400_000),
  /** How long a request waits for Redis to count it, before it is counted in memory: the longer, the more exact. */
  RATE_LIMIT_TIMEOUT_MS: wholeNumber(1, 10_000).default(100),
  /** How often every process writes what it counted of quotas and usage: as much is lost at most when one is killed. */
  USAGE_FLUSH_MS: wholeNumber(10, 60_000).default(1_000),
};
