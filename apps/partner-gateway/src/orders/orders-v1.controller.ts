import { Scopes } from '@frontdesk/auth';
import { Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ApiAnswer } from '../api-answer.decorator.js';
import { CallersPages } from '../cursors/callers-pages.decorator.js';
import { pageQuery } from '../cursors/page-query.js';
import { Pages } from '../cursors/pages.js';
import { Idempotent } from '../idempotency/idempotent.decorator.js';
import { UpstreamKey } from '../idempotency/upstream-key.decorator.js';
import { CallersShop, Shop } from '../shop.js';
import { ApiCancelledOrder, ApiPlacedOrder } from './api-order-commands.decorator.js';
import { cancelOrder } from './cancel-order.js';
import { NewOrder } from './new-order.js';
import { OrderListV1, orderListV1 } from './order-list.view.js';
import { OrderV1, orderV1Of } from './order-v1.js';
import { orderV1 } from './order.view.js';
import { BY_ID, LIST } from './orders.controller.js';
import { placeOrder } from './place-order.js';

/** It has always passed over what it does not know. */
const PageV1 = z.object(pageQuery.shape);

@Controller('v1/orders')
export class OrdersV1Controller {
  @Get()
  @Scopes('orders:read')
  @ApiAnswer(OrderListV1, LIST)
  list(
    @Query({ schema: PageV1 }) page: z.infer<typeof PageV1>,
    @CallersShop() shop: Shop,
    @CallersPages() pages: Pages,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(orderListV1, pages.of('orders', page), context);
  }

  @Post()
  @Scopes('orders:write')
  @Idempotent()
  @ApiPlacedOrder(OrderV1)
  async place(
    @UpstreamKey() key: string,
    @Body({ schema: NewOrder }) newOrder: NewOrder,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const placed = await placeOrder(newOrder, key, shop, context);
    void reply.header('location', `/v1/orders/${placed.id}`);
    return orderV1Of(placed);
  }

  @Get(':id')
  @Scopes('orders:read')
  @ApiAnswer(OrderV1, BY_ID)
  byId(
    @Param('id', { schema: Id }) orderId: string,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(orderV1, { orderId }, context);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Scopes('orders:write')
  @Idempotent()
  @ApiCancelledOrder(OrderV1)
  async cancel(
    @Param('id', { schema: Id }) orderId: string,
    @UpstreamKey() key: string,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return orderV1Of(await cancelOrder(orderId, key, shop, context));
  }
}
