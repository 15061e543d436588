import { Scopes } from '@frontdesk/auth';
import { Context, Id, pageQuery } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { Views } from '../views.js';
import { OrderList, orderList } from './order-list.view.js';
import { order } from './order.view.js';
import { PublicOrder } from './public-order.js';

@Controller('v1/orders')
export class OrdersController {
  constructor(private readonly views: Views) {}

  /** The orders that you placed, the newest first. */
  @Get()
  @Scopes('orders:read')
  @ApiOkResponse({ standardSchema: OrderList })
  list(@Query({ schema: pageQuery }) page: z.infer<typeof pageQuery>, @Context() context: RequestContext) {
    return this.views.run(orderList, page, context);
  }

  /** One order that you placed. */
  @Get(':id')
  @Scopes('orders:read')
  @ApiOkResponse({ standardSchema: PublicOrder })
  order(@Param('id', { schema: Id }) orderId: string, @Context() context: RequestContext) {
    return this.views.run(order, { orderId }, context);
  }
}
