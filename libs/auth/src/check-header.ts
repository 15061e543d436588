import { decodeProtectedHeader } from 'jose';

/** As much of a checked token's header as chooses its key. */
export interface TokenHeader {
  readonly alg: string;
  readonly kid: string | undefined;
}

/** What passport-jwt's jsonwebtoken can verify with a public key; it knows no EdDSA. */
export const ALGORITHMS = ['RS256', 'PS256', 'ES256'] as const;

const MAX_TOKEN_LENGTH = 8 * 1024;
const ACCESS_TOKEN_TYPES = ['at+jwt', 'application/at+jwt'];

/**
 * The header of a token, before anything is spent on it; otherwise why it is refused, as a string:
 *
 * - it is no longer than 8 KiB, and a JWT
 * - `alg` is asymmetric and one of ours: never `none`
 * - `typ` is `at+jwt` (RFC 9068, section 4): an ID token is no access token
 * - there is no `crit` (RFC 7515, section 4.1.11): no extension is understood here
 */
export function checkHeader(token: string): TokenHeader | string {
  if (token.length > MAX_TOKEN_LENGTH) return 'the access token is too long';
  const header = decoded(token);
  if (!header) return 'the access token is malformed';
  const { alg, typ, kid, crit } = header;
  if (!ALGORITHMS.some((known) => known === alg)) return 'the access token is signed with no known algorithm';
  if (typeof typ !== 'string' || !ACCESS_TOKEN_TYPES.includes(typ.toLowerCase())) {
    return 'this is no access token (typ)';
  }
  if (crit !== undefined) return 'the access token asks for an unknown extension (crit)';
  if (kid !== undefined && typeof kid !== 'string') return 'the access token is malformed';
  return { alg: String(alg), kid };
}

function decoded(token: string): Record<string, unknown> | undefined {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return undefined;
  }
}
