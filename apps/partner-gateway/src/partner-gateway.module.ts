import { AuthenticationGuard, AuthModule, AuthorizationGuard, Scopes } from '@frontdesk/auth';
import { type GatewaySettings, passThroughControllers } from '@frontdesk/gateway';
import { rateLimitFrom, ThrottlingGuard, ThrottlingModule } from '@frontdesk/throttling';
import { Upstreams } from '@frontdesk/upstream';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Callers } from './access/callers.js';
import { Directory } from './access/directory.js';
import { KeyGuard } from './access/key.guard.js';
import { nobody } from './access/nobody.js';
import { OneCredentialGuard } from './access/one-credential.guard.js';
import { OrdersController } from './orders/orders.controller.js';
import { ProductsController } from './products/products.controller.js';
import { NAME } from './config.js';
import { Acts } from './steering/acts.js';
import { upstreams as declared } from './upstreams.js';
import { Views } from './views.js';

interface Parts {
  readonly settings: GatewaySettings;
  readonly upstreams: Upstreams<keyof typeof declared>;
  readonly views: Views;
  readonly acts: Acts;
  readonly directory: Directory;
}

/** The one module of this gateway: what it answers, and what a request passes before it is answered. */
@Module({})
export class PartnerGatewayModule {
  static with({ settings, upstreams, views, acts, directory }: Parts): DynamicModule {
    const { oidcIssuer: issuer, oidcAudience: audience, rateLimit, redisUrl } = settings;
    const callers = new Callers(directory);
    const recognize = callers.recognize.bind(callers);
    return {
      module: PartnerGatewayModule,
      imports: [
        AuthModule.forGateway({ gateway: NAME, issuer, audience, principalKind: 'partner', recognize }),
        ThrottlingModule.forRoot({ gateway: NAME, rateLimit: rateLimitFrom(rateLimit), redisUrl }),
      ],
      controllers: [
        OrdersController,
        ProductsController,
        ...passThroughControllers(declared, Scopes('products:read')),
      ],
      providers: [
        { provide: Upstreams, useValue: upstreams },
        { provide: Views, useValue: views },
        { provide: Acts, useValue: acts },
        { provide: Directory, useValue: directory },
        { provide: Callers, useValue: callers },
        // In this order: nobody looks at credentials that are not in one place; a caller is counted once it is known, by key
        // or else by token, and refused after it was counted.
        { provide: APP_GUARD, useClass: OneCredentialGuard },
        { provide: APP_GUARD, useClass: KeyGuard },
        { provide: APP_GUARD, useExisting: AuthenticationGuard },
        { provide: APP_GUARD, useClass: ThrottlingGuard },
        { provide: APP_GUARD, useValue: new AuthorizationGuard(NAME, nobody) },
      ],
    };
  }
}
