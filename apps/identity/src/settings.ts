import { resolve } from 'node:path';

/** Everything that the environment decides, checked once at the start. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Undefined: `http://127.0.0.1:<the port that was bound>`. */
  readonly issuer: string | undefined;
  readonly dataDir: string;
  readonly accessTokenTtlS: number;
  /** Where browsers find web-bff; every one of them may be redirected to. */
  readonly webBffUrls: readonly string[];
  /** Where this process finds web-bff, to tell it that a session has ended. */
  readonly webBffBackchannelLogoutUri: string;
  /** Undefined: that of an earlier start, or a new one. */
  readonly webBffClientSecret: string | undefined;
}

/** A setting that cannot be used; its message is the one line that the operator reads. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

const DEFAULT_PORT = 3010;
const DEFAULT_ACCESS_TOKEN_TTL_S = 600;
const A_DAY_S = 86_400;
const SHORTEST_SECRET = 16;

/** The validated, frozen settings; throws `BadSetting` naming the first variable that is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const portName = env.IDENTITY_PORT ? 'IDENTITY_PORT' : 'PORT';
  const webBffUrls = (env.WEB_BFF_URLS || 'http://127.0.0.1:3000,http://localhost:3000')
    .split(',')
    .map((url) => origin('WEB_BFF_URLS', url.trim()));
  return Object.freeze({
    host: env.HOST || '127.0.0.1',
    port: wholeNumber(portName, env[portName], DEFAULT_PORT, 0, 65_535),
    issuer: env.ISSUER ? origin('ISSUER', env.ISSUER) : undefined,
    dataDir: resolve(env.IDENTITY_DATA_DIR || '.data/identity'),
    accessTokenTtlS: wholeNumber(
      'ACCESS_TOKEN_TTL_S',
      env.ACCESS_TOKEN_TTL_S,
      DEFAULT_ACCESS_TOKEN_TTL_S,
      1,
      A_DAY_S,
    ),
    webBffUrls,
    webBffBackchannelLogoutUri: webUrl(
      'WEB_BFF_BACKCHANNEL_LOGOUT_URI',
      env.WEB_BFF_BACKCHANNEL_LOGOUT_URI || `${webBffUrls[0]}/bff/backchannel-logout`,
    ).href,
    webBffClientSecret: env.WEB_BFF_CLIENT_SECRET
      ? secret('WEB_BFF_CLIENT_SECRET', env.WEB_BFF_CLIENT_SECRET)
      : undefined,
  });
}

function wholeNumber(name: string, value: string | undefined, byDefault: number, from: number, to: number) {
  if (!value) return byDefault;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= from && number <= to) return number;
  throw new BadSetting(`${name} must be a whole number from ${from} to ${to}, not ${JSON.stringify(value)}`);
}

/** What is wrong is said without the value: the line may end in a log. */
function secret(name: string, value: string): string {
  if (value.length >= SHORTEST_SECRET && /^[\x21-\x7e]+$/.test(value)) return value;
  throw new BadSetting(`${name} must be ${SHORTEST_SECRET} or more ASCII characters without spaces`);
}

function webUrl(name: string, value: string): URL {
  const url = URL.parse(value);
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.hash) return url;
  throw new BadSetting(`${name} must be an http or https URL, not ${JSON.stringify(value)}`);
}

function origin(name: string, value: string): string {
  const url = webUrl(name, value);
  if (url.pathname === '/' && !url.search) return url.origin;
  throw new BadSetting(`${name} must be an origin without a path, not ${JSON.stringify(value)}`);
}
