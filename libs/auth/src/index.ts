export { accessOf, isPublic, Public, Scopes } from './access.js';
export { AuthModule } from './auth.module.js';
export { AuthenticationGuard } from './authentication.guard.js';
export { AuthorizationGuard } from './authorization.guard.js';
export { bearerTokenOf } from './bearer-token.js';
export type { GatewayIdentity } from './gateway-identity.js';
export { ProviderKeys } from './provider-keys.js';
export { recordedRefusal, recordRefusal } from './recorded-refusals.js';
export { Forbidden, KeysUnavailable, Unauthenticated } from './refusals.js';
