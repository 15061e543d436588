import { contextOf, type Principal } from '@frontdesk/request-context';
import type { ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { type BearerRequest, bearerTokenOf } from './bearer-token.js';
import { invalidToken } from './challenges.js';
import type { GatewayIdentity } from './gateway-identity.js';
import { recordedRefusal, recordRefusal } from './recorded-refusals.js';
import { KeysUnavailable, Unauthenticated } from './refusals.js';
import type { VerifiedTokens } from './verified-tokens.js';

const NOT_VALID_HERE = 'the access token is not valid here';
const PassportGuard = AuthGuard();

/**
 * Who is calling: makes the principal of a bearer token. It refuses nobody: throttling must run between this and the
 * `AuthorizationGuard`, by principal where there is one and by address where the token was refused.
 */
export class AuthenticationGuard extends PassportGuard {
  constructor(
    strategyName: string,
    private readonly verified: VerifiedTokens,
    private readonly identity: Pick<GatewayIdentity, 'gateway' | 'recognize'>,
  ) {
    super({ defaultStrategy: strategyName });
  }

  override canActivate(execution: ExecutionContext): boolean | Promise<boolean> {
    const request = execution.switchToHttp().getRequest<BearerRequest>();
    const token = bearerTokenOf(request);
    if (token === undefined) return true;
    // Another kind of credentials, such as a browser's session or a key, was there first.
    if (contextOf(request.raw).principal.kind !== 'anonymous' || recordedRefusal(request.raw)) return true;
    const principal = this.verified.get(token);
    if (!principal) return super.canActivate(execution) as Promise<boolean>;
    this.#enter(request, principal);
    return true;
  }

  /** What passport found out; `failure` is why the token failed, `error` what the strategy threw. */
  override handleRequest<T>(error: unknown, found: T, failure: unknown, execution: ExecutionContext): T {
    const request = execution.switchToHttp().getRequest<BearerRequest>();
    const principal = found as Principal | false | null;
    if (principal) this.#enter(request, principal);
    else recordRefusal(request.raw, this.#refusalFrom(error, failure));
    return found;
  }

  #enter(request: BearerRequest, named: Principal): void {
    const { recognize, gateway } = this.identity;
    try {
      const principal = recognize ? recognize(named, request.raw) : named;
      if (principal) contextOf(request.raw).authenticated(principal, bearerTokenOf(request));
      else recordRefusal(request.raw, invalidToken(gateway, NOT_VALID_HERE));
    } catch (error) {
      recordRefusal(request.raw, error as Error);
    }
  }

  #refusalFrom(error: unknown, failure: unknown): Unauthenticated | KeysUnavailable {
    const reason = error ?? failure;
    if (reason instanceof Unauthenticated || reason instanceof KeysUnavailable) return reason;
    const { name, code } = (reason ?? {}) as { name?: string; code?: string };
    // Not the token's fault: a bug of ours, or a caller who no longer waits.
    if (error || code === 'CALLER_GONE') throw reason;
    const why = name === 'TokenExpiredError' ? 'the access token has expired' : NOT_VALID_HERE;
    return invalidToken(this.identity.gateway, why, reason);
  }
}
