import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callingApplicationOf } from './access/calling-application.js';
import type { Commands } from './commands.js';
import type { Environment } from './database/tables.js';
import type { Views } from './views.js';

/** All that a caller of one environment reaches: services with data of their own, and a cache of their own. */
export class Shop {
  constructor(
    readonly views: Views,
    readonly commands: Commands,
  ) {}
}

/** The shop, and the one that is there to be tried out. */
export class Shops {
  constructor(private readonly shops: Readonly<Record<Environment, Shop>>) {}

  of(environment: Environment): Shop {
    return this.shops[environment];
  }
}

@Injectable()
class ShopOfEnvironment implements PipeTransform<Environment, Shop> {
  constructor(private readonly shops: Shops) {}

  transform(environment: Environment): Shop {
    return this.shops.of(environment);
  }
}

const EnvironmentOfCaller = createParamDecorator((_: unknown, host: ExecutionContext): Environment => {
  const application = callingApplicationOf(host.switchToHttp().getRequest<FastifyRequest>().raw);
  // The guards let nobody through who is none: a route that is public would have no shop.
  if (!application) throw new Error('nobody is known to be calling, so there is no shop to reach');
  return application.environment;
});

/** Hands a handler the `Shop` of the environment that the caller's credentials are for, and no other. */
export const CallersShop = () => EnvironmentOfCaller(ShopOfEnvironment);
