import { databaseUrl, gatewaySettings } from '@frontdesk/gateway';
import { z } from 'zod';

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
};
