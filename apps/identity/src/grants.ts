import type { KoaContextWithOIDC } from 'oidc-provider';
import { resourcesOf, scopeOf, USER_SCOPE } from './clients.js';

/** What this user has allowed this client: everything it may ask for, since the clients are our own. */
export async function grantOf(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  const accountId = session?.accountId;
  if (!client || !accountId) return undefined;
  const grantId = session.grantIdFor(client.clientId);
  const known = grantId ? await provider.Grant.find(grantId) : undefined;
  // A grant is revoked when a spent refresh token is used again; the next login makes another.
  const grant =
    known?.accountId === accountId ? known : new provider.Grant({ clientId: client.clientId, accountId });

  // Also to one that is known: it may be older than what the client may ask for now.
  grant.addOIDCScope(client.scope ?? USER_SCOPE);
  for (const resource of resourcesOf(client.clientId)) {
    grant.addResourceScope(resource, scopeOf(client.metadata(), resource));
  }
  await grant.save();
  return grant;
}
