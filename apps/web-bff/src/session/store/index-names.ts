import { hash } from 'node:crypto';
import type { Session } from './session.js';

/** The indexes that a session stands in, the user's first; names are hashed, since a store's keys are seen by many. */
export function indexNames({
  claims,
  providerSid,
}: Pick<Session, 'providerSid'> & { readonly claims: { readonly sub: string } }): string[] {
  const names = claims.sub === '' ? [] : [`of-user:${hash('sha256', claims.sub, 'base64url')}`];
  return providerSid === undefined ? names : [...names, `of-sid:${hash('sha256', providerSid, 'base64url')}`];
}
