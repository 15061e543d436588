import { databaseUrl, gatewaySettings, wholeNumber } from '@frontdesk/gateway';
import { z } from 'zod';

export const NAME = 'checkout';

const A_DAY_MS = 86_400_000;

/** The settings of this process, from the environment; those for tokens, rate limits and Redis have no effect here. */
export const settings = {
  ...gatewaySettings({ port: 3032, managementPort: 9032, audience: '' }),
  /** How long a caller is let wait who does not say how long they have. */
  DEADLINE_MS: wholeNumber(1, 600_000).default(10_000),
  /** PostgreSQL; without it, a database of this process alone in `CHECKOUT_DATA_DIR`. */
  DATABASE_URL: databaseUrl.optional(),
  CHECKOUT_DATA_DIR: z.string().default('.data/checkout'),
  /** How long a purchase belongs to the process that works on it, unless that process says so again. */
  LEASE_MS: wholeNumber(100, 60_000).default(5_000),
  /** A purchase that nobody has asked for in this time is no longer begun further, but undone. */
  WANTED_MS: wholeNumber(0, A_DAY_MS).default(30_000),
  /** How often to look for purchases that are to be gone on with. */
  POLL_MS: wholeNumber(10, 60_000).default(1_000),
};
