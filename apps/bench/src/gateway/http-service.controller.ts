import { Context } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { UpstreamHttpService } from '@frontdesk/upstream';
import { HttpService } from '@nestjs/axios';
import { Controller, Get, Inject } from '@nestjs/common';
import { firstValueFrom } from 'rxjs';
import type { Get as Fetch } from '../screens/get.js';
import { home } from '../screens/home.js';

/** A and B by the upstreams' `HttpService`, as Nest code that knows nothing of views would ask them. */
@Controller()
export class HttpServiceController {
  constructor(
    @Inject(UpstreamHttpService.of('users')) private readonly users: HttpService,
    @Inject(UpstreamHttpService.of('orders')) private readonly orders: HttpService,
    @Inject(UpstreamHttpService.of('notifications')) private readonly notifications: HttpService,
    @Inject(UpstreamHttpService.of('recommendations')) private readonly recommendations: HttpService,
  ) {}

  @Get('v1/notifications')
  passed(@Context() context: RequestContext) {
    return this.#get(context)('notifications', '/notifications');
  }

  @Get('api/home')
  home(@Context() context: RequestContext) {
    return home(this.#get(context));
  }

  #get(context: RequestContext): Fetch {
    return async (service, path) => {
      const http = this[service as 'users' | 'orders' | 'notifications' | 'recommendations'];
      return (await firstValueFrom(http.get(path, { context }))).data;
    };
  }
}
