import type { Principal } from '@frontdesk/request-context';

/** OpenID Connect's bound for a `sub`, and no character that a header could not carry. */
const SENDABLE_ID = /^[\x21-\x7e]{1,255}$/;

/**
 * The principal that the claims of a verified token name; otherwise why they are refused, as a string:
 *
 * - `exp` is there: jsonwebtoken checks it only if it is
 * - `sub` is there, and fit to be sent to upstreams as a header
 * - a partner's token is its own (`sub` = `client_id`, RFC 9068), and a user's is not a program's: else a program that
 *   is named like a user would be that user (RFC 9068, section 5)
 */
export function principalFrom(claims: Record<string, unknown>, kind: 'user' | 'partner'): Principal | string {
  const { sub, exp, client_id: clientId, scope } = claims;
  if (typeof exp !== 'number') return 'the access token has no end (exp)';
  if (typeof sub !== 'string' || !SENDABLE_ID.test(sub)) return 'the access token names nobody (sub)';
  if (clientId !== undefined && (clientId === sub) !== (kind === 'partner')) {
    return `the access token is not that of a ${kind}`;
  }
  return Object.freeze({ kind, id: sub, scopes: scopesOf(scope) });
}

function scopesOf(scope: unknown): ReadonlySet<string> {
  const list: unknown[] = typeof scope === 'string' ? scope.split(' ') : Array.isArray(scope) ? scope : [];
  return new Set(list.filter((item): item is string => typeof item === 'string' && item !== ''));
}
