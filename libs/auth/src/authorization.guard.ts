import { contextOf } from '@frontdesk/request-context';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { accessOf } from './access.js';
import type { BearerRequest } from './bearer-token.js';
import { insufficientScope, noToken } from './challenges.js';
import { recordedRefusal } from './recorded-refusals.js';

/**
 * May they: throws `Unauthenticated`, `Forbidden`, or why the credentials could not be looked at; it must run after
 * throttling.
 */
export class AuthorizationGuard implements CanActivate {
  /** `nobody` says what a caller without credentials is to do; asks for a bearer token unless told. */
  constructor(
    private readonly gateway: string,
    private readonly nobody: () => Error = () => noToken(gateway),
  ) {}

  canActivate(execution: ExecutionContext): boolean {
    const access = accessOf(execution.getHandler(), execution.getClass());
    if (access.public) return true;
    const { raw } = execution.switchToHttp().getRequest<BearerRequest>();
    const { principal } = contextOf(raw);
    if (principal.kind === 'anonymous') throw recordedRefusal(raw) ?? this.nobody();
    if (access.scopes.every((scope) => principal.scopes.has(scope))) return true;
    throw insufficientScope(this.gateway, access.scopes);
  }
}
