import { type DynamicModule, Module } from '@nestjs/common';
import { CheckoutsController } from './checkouts/checkouts.controller.js';
import { Checkouts } from './checkouts/checkouts.js';

/** The one module of this process. It has no guards: only gateways reach it, and they say for whom they ask. */
@Module({})
export class CheckoutModule {
  static with(checkouts: Checkouts): DynamicModule {
    return {
      module: CheckoutModule,
      controllers: [CheckoutsController],
      providers: [{ provide: Checkouts, useValue: checkouts }],
    };
  }
}
