import { z } from 'zod';
import type { Settings } from './load-settings.js';
import { isAddressRange, listOf, originList, portNumber, urlOf, wholeNumber } from './readers.js';

/** What differs between gateways before anyone sets anything. */
export interface GatewayDefaults {
  readonly port: number;
  readonly managementPort: number;
  /** The `aud` that a token for this gateway carries. */
  readonly audience: string;
}

const MINUTE_MS = 60_000;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The environment variables that every gateway reads; a gateway adds its own to this shape. */
export function gatewaySettings({ port, managementPort, audience }: GatewayDefaults) {
  return {
    PORT: portNumber.default(port),
    HOST: z.string().default('127.0.0.1'),
    MANAGEMENT_PORT: portNumber.default(managementPort),
    MANAGEMENT_HOST: z.string().default('127.0.0.1'),
    LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
    /** Read by libs/throttling, which knows its grammar. */
    RATE_LIMIT: z.string().default('600/60s'),
    OIDC_ISSUER: urlOf('http', 'https').default('http://127.0.0.1:3010'),
    OIDC_AUDIENCE: z.string().default(audience),
    REDIS_URL: urlOf('redis', 'rediss').optional(),
    TRUSTED_PROXIES: listOf('an address or a range such as 10.0.0.0/8', isAddressRange).default([]),
    ALLOWED_ORIGINS: originList.default([]),
    /** How long a caller is let wait, before anything shortens it. */
    DEADLINE_MS: wholeNumber(1, 10 * MINUTE_MS).default(1_000),
    BODY_LIMIT_BYTES: wholeNumber(0, 1 << 30).default(100 * 1024),
    /** How long a connection may take to send a request's headers, and then all of it. */
    HEADERS_TIMEOUT_MS: wholeNumber(1, 10 * MINUTE_MS).default(5_000),
    REQUEST_TIMEOUT_MS: wholeNumber(1, 60 * MINUTE_MS).default(30_000),
    /** Longer than proxies keep theirs (60 s), so that it is not the gateway who closes under a request on its way. */
    KEEP_ALIVE_TIMEOUT_MS: wholeNumber(1, 60 * MINUTE_MS).default(72_000),
    /** How long requests in flight may go on once the gateway is told to stop. */
    SHUTDOWN_TIMEOUT_MS: wholeNumber(0, 10 * MINUTE_MS).default(2_000),
  };
}

/** What `loadSettings(gatewaySettings(…))` yields. */
export type GatewaySettings = Settings<ReturnType<typeof gatewaySettings>>;
