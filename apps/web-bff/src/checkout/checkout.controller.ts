import { Context } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Body, Controller, Post } from '@nestjs/common';
import { Commands } from '../commands.js';
import { ApiPurchase } from './api-purchase.decorator.js';
import { IdempotencyKey } from './idempotency-key.decorator.js';
import { asPending } from './purchase.js';
import { PurchaseRequest } from './purchase-request.js';

@Controller('api/checkout')
export class CheckoutController {
  constructor(private readonly commands: Commands) {}

  /** Buys what lies in the caller's cart: once for each key, and whole or not at all. */
  @Post()
  @ApiPurchase()
  purchase(
    @IdempotencyKey() key: string,
    @Body({ schema: PurchaseRequest }) request: PurchaseRequest,
    @Context() context: RequestContext,
  ) {
    return this.commands
      .of(context)
      .checkout.purchase(key, request)
      .catch((error: unknown) => Promise.reject(asPending(error)));
  }
}
