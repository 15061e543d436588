import { Scopes } from '@frontdesk/auth';
import { Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { ApiAnswer } from '../api-answer.decorator.js';
import { CallersPages } from '../cursors/callers-pages.decorator.js';
import { pageQuery } from '../cursors/page-query.js';
import { Pages } from '../cursors/pages.js';
import { Idempotent } from '../idempotency/idempotent.decorator.js';
import { UpstreamKey } from '../idempotency/upstream-key.decorator.js';
import { NoQuery } from '../no-query.js';
import { CallersShop, Shop } from '../shop.js';
import { ApiCancelledOrder, ApiPlacedOrder } from './api-order-commands.decorator.js';
import { cancelOrder } from './cancel-order.js';
import { NewOrder } from './new-order.js';
import { OrderList, orderList } from './order-list.view.js';
import { Order } from './order.js';
import { order } from './order.view.js';
import { placeOrder } from './place-order.js';

export const LIST = {
  summary: 'List your orders',
  description: 'The orders that you placed, the newest first.',
};
export const BY_ID = {
  summary: 'Read an order',
  description: 'One order that you placed; any other is not found.',
};

@Controller('v2/orders')
export class OrdersController {
  @Get()
  @Scopes('orders:read')
  @ApiAnswer(OrderList, LIST)
  list(
    @Query({ schema: pageQuery }) page: z.infer<typeof pageQuery>,
    @CallersShop() shop: Shop,
    @CallersPages() pages: Pages,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(orderList, pages.of('orders', page), context);
  }

  @Post()
  @Scopes('orders:write')
  @Idempotent()
  @ApiPlacedOrder(Order)
  async place(
    @UpstreamKey() key: string,
    @Query({ schema: NoQuery }) _: NoQuery,
    @Body({ schema: NewOrder }) newOrder: NewOrder,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const placed = await placeOrder(newOrder, key, shop, context);
    void reply.header('location', `/v2/orders/${placed.id}`);
    return placed;
  }

  @Get(':id')
  @Scopes('orders:read')
  @ApiAnswer(Order, BY_ID)
  byId(
    @Param('id', { schema: Id }) orderId: string,
    @Query({ schema: NoQuery }) _: NoQuery,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return shop.views.run(order, { orderId }, context);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Scopes('orders:write')
  @Idempotent()
  @ApiCancelledOrder(Order)
  cancel(
    @Param('id', { schema: Id }) orderId: string,
    @Query({ schema: NoQuery }) _: NoQuery,
    @UpstreamKey() key: string,
    @CallersShop() shop: Shop,
    @Context() context: RequestContext,
  ) {
    return cancelOrder(orderId, key, shop, context);
  }
}
