import { AuthorizationGuard } from '@frontdesk/auth';
import { type GatewaySettings, passThroughControllers } from '@frontdesk/gateway';
import { rateLimitFrom, ThrottlingGuard, ThrottlingModule } from '@frontdesk/throttling';
import { Upstreams } from '@frontdesk/upstream';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { AccountController } from './account/account.controller.js';
import { CartController } from './cart/cart.controller.js';
import { CheckoutController } from './checkout/checkout.controller.js';
import { HomeController } from './home/home.controller.js';
import { OrderEventsController } from './orders/events/order-events.controller.js';
import { OrderStreams } from './orders/events/order-streams.js';
import { OrdersController } from './orders/orders.controller.js';
import { ProductsController } from './products/products.controller.js';
import { BackchannelController } from './session/backchannel/backchannel.controller.js';
import { ForgeryGuard } from './session/forgery/forgery.guard.js';
import { LogInController } from './session/log-in/log-in.controller.js';
import { LogOutController } from './session/log-out/log-out.controller.js';
import { noSession } from './session/no-session.js';
import { SessionGuard } from './session/session.guard.js';
import { SessionParts } from './session/session-parts.js';
import { UserController } from './session/user/user.controller.js';
import { Commands } from './commands.js';
import { NAME } from './config.js';
import { upstreams as declared } from './upstreams.js';
import { Views } from './views.js';

interface Parts {
  readonly settings: GatewaySettings;
  readonly upstreams: Upstreams<keyof typeof declared>;
  readonly views: Views;
  readonly sessions: SessionParts;
  readonly orderStreams: OrderStreams;
}

/** The one module of this gateway: what it answers, and what a request passes before it is answered. */
@Module({})
export class WebBffModule {
  static with({ settings, upstreams, views, sessions, orderStreams }: Parts): DynamicModule {
    const { allowedOrigins, rateLimit, redisUrl } = settings;
    return {
      module: WebBffModule,
      imports: [
        DiscoveryModule,
        ThrottlingModule.forRoot({ gateway: NAME, rateLimit: rateLimitFrom(rateLimit), redisUrl }),
      ],
      controllers: [
        AccountController,
        BackchannelController,
        CartController,
        CheckoutController,
        HomeController,
        LogInController,
        LogOutController,
        OrderEventsController,
        OrdersController,
        ProductsController,
        UserController,
        ...passThroughControllers(declared),
      ],
      providers: [
        { provide: Upstreams, useValue: upstreams },
        { provide: Views, useValue: views },
        { provide: OrderStreams, useValue: orderStreams },
        { provide: Commands, useValue: new Commands(upstreams) },
        { provide: SessionParts, useValue: sessions },
        // In this order: a caller is counted once it is known, and refused after it was counted; what another site sent
        // is told nothing, not even that nobody is logged in.
        {
          provide: APP_GUARD,
          useValue: new SessionGuard(sessions.store, sessions.renewals, sessions.clock),
        },
        { provide: APP_GUARD, useClass: ThrottlingGuard },
        {
          provide: APP_GUARD,
          useFactory: (discovery: DiscoveryService) => new ForgeryGuard(allowedOrigins, discovery),
          inject: [DiscoveryService],
        },
        { provide: APP_GUARD, useValue: new AuthorizationGuard(NAME, noSession) },
      ],
    };
  }
}
