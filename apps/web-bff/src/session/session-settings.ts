import { z } from 'zod';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const KEY_BYTES = 32;

/** The environment variables that sessions read besides those of every gateway. */
export const sessionSettings = {
  OIDC_CLIENT_ID: z.string().default('web-bff'),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** A file that holds the secret alone; read at the first log-in, so that it need not be there before. */
  OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  /** What the provider is asked for; without `openid` there is no ID token. */
  OIDC_SCOPE: z
    .string()
    .refine((text) => text.split(' ').includes('openid'), 'must hold the scope openid')
    .default('openid profile email'),
  /** How the provider is told at log-out who leaves; `id_token` shows the browser one, and is for providers that insist. */
  OIDC_LOGOUT_HINT: z.enum(['sid', 'id_token'], 'must be sid or id_token').default('sid'),
  /** The first seals, all open; none: derived from the client secret, so that the gateways of a fleet agree. */
  SESSION_KEYS: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .refine(
      (keys) => keys.every(isKey),
      `must be keys of ${KEY_BYTES} bytes in base64url, separated by commas`,
    )
    .optional(),
  SESSION_IDLE_MS: wholeNumber(SECOND_MS, 30 * DAY_MS).default(30 * MINUTE_MS),
  SESSION_MAX_MS: wholeNumber(SECOND_MS, 90 * DAY_MS).default(12 * HOUR_MS),
  /** How many sessions are kept where they are kept in memory. */
  MAX_SESSIONS: wholeNumber(1, 10_000_000).default(20_000),
  /** Where browsers find this gateway; none: at the loopback name that they asked for. */
  PUBLIC_URL: z
    .string()
    .refine((text) => isWebOrigin(text), 'must be a scheme and a host, such as https://shop.example')
    .optional(),
};

function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,12}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
}

function isKey(text: string): boolean {
  return /^[\w-]+$/.test(text) && Buffer.from(text, 'base64url').length === KEY_BYTES;
}

function isWebOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, '');
}
