import { ApiCommand, ApiView, Context, IdempotencyKey } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Purchase, PurchaseRequest } from '@frontdesk/shop-clients';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { Commands } from '../commands.js';
import { Views } from '../views.js';
import { CheckoutPage, checkoutPage } from './checkout-page.view.js';

@Controller('api/checkout')
export class CheckoutController {
  constructor(
    private readonly views: Views,
    private readonly commands: Commands,
  ) {}

  /** What would be bought, what it costs, where it goes and how it may be paid. */
  @Get()
  @ApiView(CheckoutPage)
  page(@Context() context: RequestContext) {
    return this.views.run(checkoutPage, {}, context);
  }

  /** Buys what lies in the caller's cart: once for each key, and whole or not at all. */
  @Post()
  @ApiCommand(Purchase)
  purchase(
    @IdempotencyKey() key: string,
    @Body({ schema: PurchaseRequest }) request: PurchaseRequest,
    @Context() context: RequestContext,
  ) {
    return this.commands.of(context).checkout.purchase(key, request);
  }
}
