import { tokenIssuer } from '@frontdesk/testing';
import { Controller, Get, Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AuthenticationGuard, AuthModule, AuthorizationGuard, Public, Scopes } from './index.js';

describe('the example of the README', () => {
  it('compiles, and boots while the identity provider is down', async () => {
    const issuer = await tokenIssuer();
    const settings = { oidcIssuer: issuer.issuer };
    await issuer.stop();

    @Controller('v1/orders')
    class OrdersController {
      @Get() @Scopes('orders:read') list() {
        return { items: [], nextCursor: null };
      }

      @Get('problems') @Public() problems() {
        return [];
      }
    }

    @Module({
      imports: [
        AuthModule.forGateway({
          gateway: 'partner-gateway',
          issuer: settings.oidcIssuer,
          audience: 'urn:frontdesk:partner-gateway',
          principalKind: 'partner',
        }),
      ],
      controllers: [OrdersController],
      providers: [
        { provide: APP_GUARD, useExisting: AuthenticationGuard },
        // … the throttler's guard stands here: by principal, and by address where there is none …
        { provide: APP_GUARD, useExisting: AuthorizationGuard },
      ],
    })
    class PartnerGatewayModule {}

    const app = await NestFactory.create(PartnerGatewayModule, new FastifyAdapter(), { logger: false });
    await app.init();
    await app.close();
  });
});
