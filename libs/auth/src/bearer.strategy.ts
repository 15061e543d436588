import { contextOf, type Principal } from '@frontdesk/request-context';
import { PassportStrategy } from '@nestjs/passport';
import type { KeyObject } from 'node:crypto';
import { Strategy } from 'passport-jwt';
import { type BearerRequest, bearerTokenOf } from './bearer-token.js';
import { invalidToken } from './challenges.js';
import { ALGORITHMS, checkHeader, type TokenHeader } from './check-header.js';
import type { GatewayIdentity } from './gateway-identity.js';
import { principalFrom } from './principal-from.js';
import type { ProviderKeys } from './provider-keys.js';
import type { VerifiedTokens } from './verified-tokens.js';

/** How much of the time that a request has left may go into waiting for keys; the rest is for the answer. */
const SHARE_FOR_KEYS = 0.5;

let strategies = 0;

/**
 * Registers passport-jwt for one gateway, and returns its name: header, then key, then signature, `iss`, `aud`, `exp`
 * and `nbf`, then the principal. Passport keeps the strategies of the whole process in one table, so each has its own
 * name. It must be used by that name: an instance would be shared, and answer one request with another's principal.
 */
export function registerBearerStrategy(
  { gateway, issuer, audience, principalKind }: GatewayIdentity,
  keys: ProviderKeys,
  verified: VerifiedTokens,
): string {
  strategies += 1;
  const name = `bearer:${gateway}:${strategies}`;

  async function keyOf(request: BearerRequest, token: string): Promise<KeyObject> {
    const header = checkHeader(token);
    if (typeof header === 'string') throw invalidToken(gateway, header);
    const key = keys.held(header) ?? (await askedFor(header, request));
    if (!key) throw invalidToken(gateway, 'the access token is signed with an unknown key');
    return key;
  }

  async function askedFor(header: TokenHeader, request: BearerRequest): Promise<KeyObject | undefined> {
    const { signal: callerGone, deadline } = contextOf(request.raw);
    const patience = AbortSignal.timeout(Math.floor(deadline.remainingMs() * SHARE_FOR_KEYS));
    try {
      return await keys.ask(header, AbortSignal.any([callerGone, patience]));
    } catch (error) {
      throw error === patience.reason ? keys.unavailable(error) : error;
    }
  }

  class BearerStrategy extends PassportStrategy(Strategy, name) {
    constructor() {
      super({
        jwtFromRequest: (request: BearerRequest) => bearerTokenOf(request) ?? null,
        // The types know keys as text only; jsonwebtoken takes a KeyObject, and so parses none at each request.
        secretOrKeyProvider: (
          request: BearerRequest,
          token: string,
          done: (error: unknown, key?: string) => void,
        ) => {
          keyOf(request, token)
            .then((key) => done(null, key as unknown as string))
            .catch(done);
        },
        issuer,
        audience,
        algorithms: [...ALGORITHMS],
        passReqToCallback: true,
      });
    }

    validate(request: BearerRequest, claims: Record<string, unknown>): Principal {
      const principal = principalFrom(claims, principalKind);
      if (typeof principal === 'string') throw invalidToken(gateway, principal);
      verified.remember(bearerTokenOf(request) ?? '', principal, Number(claims.exp) * 1_000 - Date.now());
      return principal;
    }
  }
  new BearerStrategy();
  return name;
}
