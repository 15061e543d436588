import { AuthenticationGuard, AuthModule, AuthorizationGuard } from '@frontdesk/auth';
import type { GatewaySettings } from '@frontdesk/gateway';
import { rateLimitFrom, ThrottlingGuard, ThrottlingModule } from '@frontdesk/throttling';
import { UpstreamHttpService, Upstreams } from '@frontdesk/upstream';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { DoorsController } from './doors.controller.js';
import { HttpServiceController } from './http-service.controller.js';
import { OrdersController } from './orders.controller.js';
import type { upstreams as declared } from './upstreams.js';
import { Views } from './views.js';

const NAME = 'bench';

interface Parts {
  readonly settings: GatewaySettings;
  readonly upstreams: Upstreams<keyof typeof declared>;
  readonly views: Views;
}

/** What the real gateways have no screen for, behind the same guards in the same order. */
@Module({})
export class BenchModule {
  static with({ settings, upstreams, views }: Parts): DynamicModule {
    const { oidcIssuer: issuer, oidcAudience: audience, rateLimit, redisUrl } = settings;
    return {
      module: BenchModule,
      imports: [
        AuthModule.forGateway({ gateway: NAME, issuer, audience, principalKind: 'user' }),
        ThrottlingModule.forRoot({ gateway: NAME, rateLimit: rateLimitFrom(rateLimit), redisUrl }),
      ],
      controllers: [OrdersController, HttpServiceController, DoorsController],
      providers: [
        { provide: Views, useValue: views },
        { provide: Upstreams, useValue: upstreams },
        ...['users', 'orders', 'notifications', 'recommendations'].map((name) =>
          UpstreamHttpService.provider(name),
        ),
        { provide: APP_GUARD, useExisting: AuthenticationGuard },
        { provide: APP_GUARD, useClass: ThrottlingGuard },
        { provide: APP_GUARD, useExisting: AuthorizationGuard },
      ],
    };
  }
}
