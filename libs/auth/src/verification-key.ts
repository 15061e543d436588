import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { TokenHeader } from './check-header.js';

/** A key of the identity provider that can verify signatures. */
export interface VerificationKey {
  readonly kid: string | undefined;
  readonly alg: string | undefined;
  readonly key: KeyObject;
}

const MIN_RSA_BITS = 2_048;

/** The keys of a JWK set (RFC 7517) that we can use; others are passed over, as its section 5 asks. */
export function verificationKeys(document: Record<string, unknown>): VerificationKey[] {
  const keys: unknown[] = Array.isArray(document.keys) ? document.keys : [];
  return keys.flatMap((jwk) => verificationKey(jwk as JsonWebKey) ?? []);
}

/** The one key that a token's header asks for; a token without `kid` must leave no choice. */
export function keyFor({ alg, kid }: TokenHeader, keys: readonly VerificationKey[]): KeyObject | undefined {
  const fitting = keys.filter((key) => (kid === undefined || key.kid === kid) && fits(key, alg));
  return fitting.length === 1 ? fitting[0]?.key : undefined;
}

function verificationKey(jwk: JsonWebKey): VerificationKey | undefined {
  const { kid, alg, use } = jwk as Record<string, unknown>;
  if (use === 'enc') return undefined;
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    if ((key.asymmetricKeyDetails?.modulusLength ?? MIN_RSA_BITS) < MIN_RSA_BITS) return undefined;
    return {
      kid: typeof kid === 'string' ? kid : undefined,
      alg: typeof alg === 'string' ? alg : undefined,
      key,
    };
  } catch {
    return undefined;
  }
}

function fits({ alg, key }: VerificationKey, wanted: string): boolean {
  if (alg !== undefined && alg !== wanted) return false;
  return key.asymmetricKeyType === (wanted.startsWith('ES') ? 'ec' : 'rsa');
}
