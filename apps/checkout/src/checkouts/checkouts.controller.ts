import { Context, Id } from '@frontdesk/gateway';
import type { Principal, RequestContext } from '@frontdesk/request-context';
import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CheckoutView } from './answer.js';
import { Caller, IdempotencyKey } from './caller.decorator.js';
import { Checkouts } from './checkouts.js';
import { PurchaseRequest } from './purchase-request.js';
import { sendAnswer } from './send-answer.js';

@Controller('checkouts')
export class CheckoutsController {
  constructor(private readonly checkouts: Checkouts) {}

  /** Makes a purchase: once for each key, and whole or not at all. */
  @Post()
  @ApiCreatedResponse({ standardSchema: CheckoutView })
  async purchase(
    @Caller() principal: Principal,
    @IdempotencyKey() key: string,
    @Body({ schema: PurchaseRequest }) request: PurchaseRequest,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ) {
    sendAnswer(reply, await this.checkouts.purchase({ principal, key, request }, context));
  }

  /** Where a purchase stands. */
  @Get(':id')
  @ApiOkResponse({ standardSchema: CheckoutView })
  byId(@Param('id', { schema: Id }) id: string, @Caller() principal: Principal) {
    return this.checkouts.byId(id, principal);
  }
}
