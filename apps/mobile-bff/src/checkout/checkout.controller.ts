import { ApiCommand, ApiView, Context, IdempotencyKey } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { PurchaseRequest } from '@frontdesk/shop-clients';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { inEveryVersion } from '../api-versions.js';
import { Commands } from '../commands.js';
import { Views } from '../views.js';
import { checkout, CheckoutScreen } from './checkout.view.js';
import { Purchased, purchased } from './purchased.js';

@Controller()
export class CheckoutController {
  constructor(
    private readonly views: Views,
    private readonly commands: Commands,
  ) {}

  /** What would be bought, what it costs, where it goes and how it may be paid. */
  @Get(inEveryVersion('checkout'))
  @ApiView(CheckoutScreen)
  screen(@Context() context: RequestContext) {
    return this.views.run(checkout, {}, context);
  }

  /** Buys what lies in the caller's cart: once for each key, and whole or not at all. */
  @Post(inEveryVersion('checkout'))
  @ApiCommand(Purchased)
  async purchase(
    @IdempotencyKey() key: string,
    @Body({ schema: PurchaseRequest }) request: PurchaseRequest,
    @Context() context: RequestContext,
  ) {
    return purchased(await this.commands.of(context).checkout.purchase(key, request));
  }
}
