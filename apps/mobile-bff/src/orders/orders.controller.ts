import { ApiView, Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { inEveryVersion } from '../api-versions.js';
import { Views } from '../views.js';
import { orderList, orderPages, OrdersScreen } from './order-list.view.js';
import { OrderScreenV1, orderV1 } from './order-v1.js';
import { order, OrderScreen } from './order.view.js';

const Page = orderPages.query;

@Controller()
export class OrdersController {
  constructor(private readonly views: Views) {}

  /** The caller's orders, the newest first. */
  @Get(inEveryVersion('orders'))
  @ApiView(OrdersScreen)
  list(@Query({ schema: Page }) page: z.infer<typeof Page>, @Context() context: RequestContext) {
    return this.views.run(orderList, page, context);
  }

  /** One of the caller's orders as a phone shows it. */
  @Get('v2/orders/:id')
  @ApiView(OrderScreen)
  order(@Param('id', { schema: Id }) orderId: string, @Context() context: RequestContext) {
    return this.views.run(order, { orderId }, context);
  }

  /** One of the caller's orders as a phone shows it. */
  @Get('v1/orders/:id')
  @ApiView(OrderScreenV1)
  orderV1(@Param('id', { schema: Id }) orderId: string, @Context() context: RequestContext) {
    return this.views.run(orderV1, { orderId }, context);
  }
}
