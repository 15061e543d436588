import { randomBytes } from 'node:crypto';
import type { OpenIdProvider } from '../open-id-provider.js';
import type { Grant } from './grant.js';
import { ProtocolError } from './protocol-error.js';

const ID_TOKEN_TTL_S = 300;

/** The tokens of a grant: for one resource at a time, which it has to cover (RFC 8707). */
export async function issueTokens(
  provider: OpenIdProvider,
  grant: Grant,
  resources: readonly string[],
  { nonce, refreshes }: { nonce?: string | undefined; refreshes: boolean },
): Promise<Record<string, unknown>> {
  const audience = resources[0] ?? grant.resources[0] ?? '';
  if (resources.length > 1 || !grant.resources.includes(audience)) throw new ProtocolError('invalid_target');
  const { sub, sid, scope } = grant;
  const { clientId, accessTokenTtlS, idToken } = provider;
  const nowS = Math.floor(Date.now() / 1_000);

  const tokens = {
    access_token: await provider.mint({
      sub,
      aud: audience,
      client_id: clientId,
      scope,
      exp: nowS + accessTokenTtlS,
    }),
    id_token: await provider.mint(
      {
        ...provider.profileOf(sub),
        sub,
        aud: clientId,
        sid,
        auth_time: nowS,
        exp: nowS + ID_TOKEN_TTL_S,
        ...(nonce === undefined ? {} : { nonce }),
        ...idToken.claims,
      },
      { typ: 'JWT', ...idToken.header },
      idToken.wrongKey ? 'unpublished' : 'own',
    ),
    ...(refreshes ? { refresh_token: newRefreshToken(provider, grant) } : {}),
  };
  provider.issued.push(...Object.values(tokens));
  return { ...tokens, token_type: 'Bearer', expires_in: accessTokenTtlS, scope };
}

function newRefreshToken(provider: OpenIdProvider, grant: Grant): string {
  const token = randomBytes(32).toString('base64url');
  provider.refreshTokens.set(token, { grant, used: false });
  return token;
}
