import { type DynamicModule, Module } from '@nestjs/common';
import { AuthenticationGuard } from './authentication.guard.js';
import { AuthorizationGuard } from './authorization.guard.js';
import { registerBearerStrategy } from './bearer.strategy.js';
import type { GatewayIdentity } from './gateway-identity.js';
import { ProviderKeys } from './provider-keys.js';
import { VerifiedTokens } from './verified-tokens.js';

/** Offers the two guards of a gateway, for its ordered list of guards. */
@Module({})
export class AuthModule {
  /** Needs no identity provider to be up: keys are fetched when the first token comes. */
  static forGateway(identity: GatewayIdentity): DynamicModule {
    const guards = [
      {
        provide: AuthenticationGuard,
        useFactory: () => {
          const verified = new VerifiedTokens(identity.clock);
          const keys = new ProviderKeys(identity.issuer, identity.clock);
          return new AuthenticationGuard(
            registerBearerStrategy(identity, keys, verified),
            verified,
            identity,
          );
        },
      },
      { provide: AuthorizationGuard, useFactory: () => new AuthorizationGuard(identity.gateway) },
    ];
    return { module: AuthModule, providers: guards, exports: [AuthenticationGuard, AuthorizationGuard] };
  }
}
