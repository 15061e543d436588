import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { claimsOf } from './accounts.js';
import { SIGNING_ALGORITHM } from './signing-keys.js';

/**
 * Answers userinfo to the access tokens that our clients hold. The provider's own takes only tokens without an
 * audience, and ours all have one: a gateway's.
 */
export function userinfoFor(issuer: string, jwks: JSONWebKeySet) {
  const keys = createLocalJWKSet(jwks);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, token] = /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!token) return refuse(response, 401, 'Bearer');
    try {
      const options = {
        issuer,
        typ: 'at+jwt',
        algorithms: [SIGNING_ALGORITHM],
        requiredClaims: ['exp', 'sub'],
      };
      const { payload } = await jwtVerify(token, keys, options);
      const scopes = new Set(String(payload.scope ?? '').split(' '));
      const claims = claimsOf(payload.sub ?? '');
      if (!claims || !scopes.has('openid')) {
        return refuse(response, 403, 'Bearer error="insufficient_scope", scope="openid"');
      }
      const { sub, name, preferred_username, email, email_verified } = claims;
      const answer = {
        sub,
        ...(scopes.has('profile') && { name, preferred_username }),
        ...(scopes.has('email') && { email, email_verified }),
      };
      response
        .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
        .end(JSON.stringify(answer));
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      refuse(response, 401, 'Bearer error="invalid_token"');
    }
  };
}

function refuse(response: ServerResponse, status: number, challenge: string): void {
  response.writeHead(status, { 'www-authenticate': challenge, 'cache-control': 'no-store' }).end();
}
