import { type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';

/** Signatures with a key that the provider publishes; never `none`, and never with the secret of this client. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const TOLERANCE_S = 30;
/** Providers give these tokens two minutes (section 2.4); one that is far older was kept for a purpose. */
const OLDEST_S = 10 * 60;
const TYPES = new Set([undefined, 'jwt', 'logout+jwt', 'application/logout+jwt']);
const MOST_CHARACTERS = 16_384;
const LONGEST_JTI = 512;

/** What a good log-out token says. */
export interface LogoutToken {
  readonly subject: string | undefined;
  readonly providerSid: string | undefined;
  readonly id: string;
  /** When it expires, s since 1970. */
  readonly exp: number;
}

interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  readonly keys: JWTVerifyGetKey;
}

/** Thrown for a token that ends nothing; its message says which rule it breaks. */
export class WrongLogoutToken extends Error {
  override readonly name = 'WrongLogoutToken';
}

/**
 * OpenID Connect Back-Channel Logout 1.0, section 2.6:
 * - it is signed, by a key of the provider's, with an algorithm of the list;
 * - `iss`, `aud`, `iat` and `exp`, as in an ID token; it is no token of another type;
 * - `sub`, `sid` or both; the event, as an object; no `nonce`; a `jti`.
 * Whether the `jti` is new is for the caller to see.
 */
export async function checkLogoutToken(
  token: string,
  { issuer, clientId, keys }: Expected,
): Promise<LogoutToken> {
  if (token.length > MOST_CHARACTERS) throw new WrongLogoutToken('is too long');
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    algorithms: ALGORITHMS,
    clockTolerance: TOLERANCE_S,
    maxTokenAge: OLDEST_S,
    requiredClaims: ['iss', 'aud', 'iat', 'exp', 'jti', 'events'],
  });
  if (!TYPES.has(protectedHeader.typ?.toLowerCase())) throw new WrongLogoutToken('is of another type');
  if ('nonce' in payload) throw new WrongLogoutToken('holds a nonce');
  if (!isEvent(payload.events)) throw new WrongLogoutToken('is about another event');
  const [subject, providerSid, id] = ['sub', 'sid', 'jti'].map((name) => textIn(payload, name));
  if (subject === undefined && providerSid === undefined) throw new WrongLogoutToken('names nobody');
  if (id === undefined || id.length > LONGEST_JTI) throw new WrongLogoutToken('has no usable jti');
  return { subject, providerSid, id, exp: payload.exp ?? 0 };
}

function isEvent(events: unknown): boolean {
  if (typeof events !== 'object' || events === null || Array.isArray(events)) return false;
  const event = (events as Record<string, unknown>)[EVENT];
  return typeof event === 'object' && event !== null && !Array.isArray(event);
}

function textIn(payload: JWTPayload, name: string): string | undefined {
  const value = payload[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '')
    throw new WrongLogoutToken(`holds a ${name} that is no text`);
  return value;
}
