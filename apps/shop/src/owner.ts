import { badInput, Problem } from './problem.js';
import { id } from './service.js';

/** Whose list it is: the principal in the headers, or, where a service asks for itself, the one named in the query. */
export interface Owner {
  readonly kind: 'userId' | 'partnerId';
  readonly id: string;
}

interface Asking {
  readonly userId: string | undefined;
  readonly partnerId: string | undefined;
  readonly query: { readonly userId?: string; readonly partnerId?: string };
}

export const ownerQuery = { userId: id, partnerId: id };

/** Headers win; a query that names somebody else is refused, so that no caller reads another's list by asking. */
export function ownerOf({ userId, partnerId, query }: Asking): Owner {
  const named = ownerNamed(query.userId, query.partnerId);
  const principal = ownerNamed(userId, partnerId);
  if (principal && named && (principal.kind !== named.kind || principal.id !== named.id))
    throw new Problem(403, 'this list belongs to somebody else', named.kind);
  const owner = principal ?? named;
  if (!owner)
    throw badInput('userId', 'or partnerId is required, as X-User-Id, X-Partner-Id or in the query');
  return owner;
}

function ownerNamed(userId: string | undefined, partnerId: string | undefined): Owner | undefined {
  if (userId !== undefined) return { kind: 'userId', id: userId };
  return partnerId === undefined ? undefined : { kind: 'partnerId', id: partnerId };
}

/** The user of a `/me` route; without one the answer is 401. */
export function userOf({ userId }: { readonly userId: string | undefined }): string {
  if (userId === undefined) throw new Problem(401, 'X-User-Id is required', 'X-User-Id');
  return userId;
}
