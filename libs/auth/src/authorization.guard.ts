import { contextOf } from '@frontdesk/request-context';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { accessOf } from './access.js';
import type { BearerRequest } from './bearer-token.js';
import { insufficientScope, noToken } from './challenges.js';
import { recordedRefusal } from './recorded-refusals.js';

/** May they: throws `Unauthenticated`, `KeysUnavailable` or `Forbidden`; it must run after throttling. */
export class AuthorizationGuard implements CanActivate {
  constructor(private readonly gateway: string) {}

  canActivate(execution: ExecutionContext): boolean {
    const access = accessOf(execution.getHandler(), execution.getClass());
    if (access.public) return true;
    const { raw } = execution.switchToHttp().getRequest<BearerRequest>();
    const { principal } = contextOf(raw);
    if (principal.kind === 'anonymous') throw recordedRefusal(raw) ?? noToken(this.gateway);
    if (access.scopes.every((scope) => principal.scopes.has(scope))) return true;
    throw insufficientScope(this.gateway, access.scopes);
  }
}
