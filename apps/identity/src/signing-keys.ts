import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { JWK } from 'oidc-provider';
import { keep, readKept } from './kept-file.js';

/** What is secret of the provider itself. */
export interface Keys {
  readonly jwks: { keys: JWK[] };
  readonly cookieKeys: string[];
}

const FILE = 'keys.json';

/** RS256: it is what OpenID Connect asks every party to know, and half as dear to verify as ES256. */
export const SIGNING_ALGORITHM = 'RS256';

/** The keys of an earlier start, or new ones, which are kept. */
export function signingKeys(dataDir: string): Keys {
  const kept = readKept<Keys>(dataDir, FILE);
  if (kept) return kept;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = {
    ...privateKey.export({ format: 'jwk' }),
    kid: randomBytes(8).toString('hex'),
    alg: SIGNING_ALGORITHM,
    use: 'sig',
  };
  const keys = { jwks: { keys: [key as JWK] }, cookieKeys: [randomBytes(32).toString('base64url')] };
  keep(dataDir, FILE, keys);
  return keys;
}

/** What everybody may know of the signing keys (RFC 7517). */
export function publicKeys({ jwks }: Keys) {
  const keys = jwks.keys.map(({ kty, kid, alg, use, n, e }) => ({ kty: kty ?? '', kid, alg, use, n, e }));
  return { keys };
}
