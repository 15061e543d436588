import type { OpenIdProvider } from '../open-id-provider.js';
import type { Grant } from './grant.js';
import { ProtocolError } from './protocol-error.js';

/** Takes a refresh token once; one that comes again was stolen, by one side or the other: the grant ends (RFC 9700). */
export function useRefreshToken(provider: OpenIdProvider, form: URLSearchParams): Grant {
  const token = provider.refreshTokens.get(form.get('refresh_token') ?? '');
  if (!token) throw new ProtocolError('invalid_grant');
  if (token.used) token.grant.ended = true;
  if (token.grant.ended) throw new ProtocolError('invalid_grant');
  if (provider.rotatesRefreshTokens) token.used = true;
  return token.grant;
}
