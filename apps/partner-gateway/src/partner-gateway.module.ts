import { AuthenticationGuard, AuthModule, AuthorizationGuard } from '@frontdesk/auth';
import type { GatewaySettings } from '@frontdesk/gateway';
import type { Clock } from '@frontdesk/request-context';
import { rateLimitFrom, ThrottlingGuard, ThrottlingModule } from '@frontdesk/throttling';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Callers } from './access/callers.js';
import { Directory } from './access/directory.js';
import { KeyGuard } from './access/key.guard.js';
import { nobody } from './access/nobody.js';
import { OneCredentialGuard } from './access/one-credential.guard.js';
import type { Limits } from './limits/open-limits.js';
import { UsageLedger } from './limits/usage-ledger.js';
import { OrdersController } from './orders/orders.controller.js';
import { OrdersV1Controller } from './orders/orders-v1.controller.js';
import { PricesController } from './prices/prices.controller.js';
import { ProductsController } from './products/products.controller.js';
import { ProductsV1Controller } from './products/products-v1.controller.js';
import { ShipmentsController } from './shipments/shipments.controller.js';
import { InventoryV1Controller } from './stock/inventory-v1.controller.js';
import { StockController } from './stock/stock.controller.js';
import { NAME } from './config.js';
import { Acts } from './steering/acts.js';

interface Parts {
  readonly settings: GatewaySettings & { readonly rateLimitTimeoutMs: number };
  /** What handlers reach the services by. */
  readonly shops: readonly Provider[];
  readonly acts: Acts;
  readonly directory: Directory;
  readonly limits: Limits;
  readonly wallClock: Clock;
}

/** The one module of this gateway: what it answers, and what a request passes before it is answered. */
@Module({})
export class PartnerGatewayModule {
  static with({ settings, shops, acts, directory, limits, wallClock }: Parts): DynamicModule {
    const { oidcIssuer: issuer, oidcAudience: audience, rateLimit, redisUrl } = settings;
    const { rateLimitTimeoutMs: redisTimeoutMs } = settings;
    const callers = new Callers(directory);
    const recognize = callers.recognize.bind(callers);
    return {
      module: PartnerGatewayModule,
      imports: [
        AuthModule.forGateway({ gateway: NAME, issuer, audience, principalKind: 'partner', recognize }),
        ThrottlingModule.forRoot({
          gateway: NAME,
          rateLimit: rateLimitFrom(rateLimit), // of those who are nobody's application
          redisUrl,
          redisTimeoutMs,
          limitsOf: limits.limitsOf,
          wallClock,
        }),
      ],
      controllers: [
        ProductsController,
        PricesController,
        StockController,
        OrdersController,
        ShipmentsController,
        ProductsV1Controller,
        InventoryV1Controller,
        OrdersV1Controller,
      ],
      providers: [
        ...shops,
        { provide: Acts, useValue: acts },
        { provide: Directory, useValue: directory },
        { provide: Callers, useValue: callers },
        { provide: UsageLedger, useValue: limits.ledger },
        // In this order: nobody looks at credentials that are not in one place; a caller is counted once it is known, by key
        // or else by token; and whoever is to be refused is refused after it was counted.
        { provide: APP_GUARD, useClass: OneCredentialGuard },
        { provide: APP_GUARD, useClass: KeyGuard },
        { provide: APP_GUARD, useExisting: AuthenticationGuard },
        { provide: APP_GUARD, useClass: ThrottlingGuard },
        { provide: APP_GUARD, useValue: new AuthorizationGuard(NAME, nobody) },
      ],
    };
  }
}
