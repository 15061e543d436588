import 'reflect-metadata';
import { HttpModule, HttpService } from '@nestjs/axios';
import { Controller, Get, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { firstValueFrom } from 'rxjs';
import { sayReady } from '../processes/say-ready.js';
import type { Get as Fetch } from '../screens/get.js';
import { home } from '../screens/home.js';
import { orderScreen } from '../screens/order-screen.js';
import { productPage } from '../screens/product-page.js';
import { serviceUrl } from '../upstream/services.js';

// Nest with @nestjs/axios as it comes, on the faster of its two adapters.

@Controller()
class ScreensController {
  constructor(private readonly http: HttpService) {}

  private readonly get: Fetch = async (service, path) =>
    (await firstValueFrom(this.http.get(`${serviceUrl(service)}${path}`))).data;

  @Get('v1/notifications')
  notifications() {
    return this.get('notifications', '/notifications');
  }

  @Get('api/home')
  home() {
    return home(this.get);
  }

  @Get('api/products/:id')
  product(@Param('id') id: string) {
    return productPage(this.get, id);
  }

  @Get('api/orders/:id')
  order(@Param('id') id: string) {
    return orderScreen(this.get, id);
  }
}

@Module({ imports: [HttpModule], controllers: [ScreensController] })
class ScreensModule {}

const app = await NestFactory.create<NestFastifyApplication>(ScreensModule, new FastifyAdapter(), {
  logger: false,
});
await app.listen(0, '127.0.0.1');
sayReady({ url: await app.getUrl() });
