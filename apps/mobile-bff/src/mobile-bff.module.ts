import { AuthenticationGuard, AuthModule, AuthorizationGuard } from '@frontdesk/auth';
import { type GatewaySettings, passThroughControllers } from '@frontdesk/gateway';
import type { Clock } from '@frontdesk/request-context';
import { rateLimitFrom, ThrottlingGuard, ThrottlingModule } from '@frontdesk/throttling';
import { Upstreams } from '@frontdesk/upstream';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { appPolicy } from './app-versions/app-policy.js';
import { AppPolicyController } from './app-versions/app-policy.controller.js';
import { AppVersionGuard } from './app-versions/app-version.guard.js';
import type { CountApp } from './app-versions/count-apps.js';
import { AccountController } from './account/account.controller.js';
import { CartController } from './cart/cart.controller.js';
import { CheckoutController } from './checkout/checkout.controller.js';
import { HomeController } from './home/home.controller.js';
import { MeController } from './me/me.controller.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { OrdersController } from './orders/orders.controller.js';
import { PatienceGuard } from './patience/patience.guard.js';
import { ProductsController } from './products/products.controller.js';
import { Commands } from './commands.js';
import { NAME } from './config.js';
import { SyncController } from './sync/sync.controller.js';
import { SyncRequests } from './sync/sync-requests.js';
import { upstreams as declared } from './upstreams.js';
import { Views } from './views.js';

interface Parts {
  readonly settings: GatewaySettings;
  readonly upstreams: Upstreams<keyof typeof declared>;
  readonly views: Views;
  readonly countApp: CountApp;
  readonly wallClock: Clock;
}

/** The one module of this gateway: what it answers, and what a request passes before it is answered. */
@Module({})
export class MobileBffModule {
  static with({ settings, upstreams, views, countApp, wallClock }: Parts): DynamicModule {
    const { oidcIssuer: issuer, oidcAudience: audience, rateLimit, redisUrl } = settings;
    return {
      module: MobileBffModule,
      imports: [
        AuthModule.forGateway({ gateway: NAME, issuer, audience, principalKind: 'user' }),
        ThrottlingModule.forRoot({ gateway: NAME, rateLimit: rateLimitFrom(rateLimit), redisUrl }),
      ],
      controllers: [
        AccountController,
        AppPolicyController,
        CartController,
        CheckoutController,
        HomeController,
        MeController,
        NotificationsController,
        OrdersController,
        ProductsController,
        SyncController,
        ...passThroughControllers(declared),
      ],
      providers: [
        { provide: Upstreams, useValue: upstreams },
        { provide: Views, useValue: views },
        { provide: Commands, useValue: new Commands(upstreams) },
        { provide: SyncRequests, useValue: new SyncRequests(wallClock) },
        // In this order: a caller is counted once it is known, and refused, for whatever reason, after it was counted; an
        // app that is too old is told so, whoever it calls for.
        { provide: APP_GUARD, useExisting: AuthenticationGuard },
        { provide: APP_GUARD, useClass: ThrottlingGuard },
        { provide: APP_GUARD, useValue: new AppVersionGuard(appPolicy, countApp) },
        { provide: APP_GUARD, useClass: PatienceGuard },
        { provide: APP_GUARD, useExisting: AuthorizationGuard },
      ],
    };
  }
}
