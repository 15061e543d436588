import type { KoaContextWithOIDC } from 'oidc-provider';
import { resourceOf, USER_SCOPE } from './clients.js';

/** What this user has allowed this client: everything it may ask for, since the clients are our own. */
export async function grantOf(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  const accountId = session?.accountId;
  if (!client || !accountId) return undefined;
  const grantId = session.grantIdFor(client.clientId);
  const known = grantId ? await provider.Grant.find(grantId) : undefined;
  // A grant is revoked when a spent refresh token is used again; the next login makes another.
  if (known && known.accountId === accountId) return known;

  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  const scope = client.scope ?? USER_SCOPE;
  const resource = resourceOf(client.clientId);
  grant.addOIDCScope(scope);
  if (resource) grant.addResourceScope(resource, scope);
  await grant.save();
  return grant;
}
