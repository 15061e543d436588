import { ApiView, Context, Id, pageQuery } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Views } from '../views.js';
import { OrderDetails, orderDetails } from './order-details.view.js';
import { OrderList, orderList } from './order-list.view.js';

@Controller('api/orders')
export class OrdersController {
  constructor(private readonly views: Views) {}

  /** The caller's orders, the newest first. */
  @Get()
  @ApiView(OrderList)
  list(@Query({ schema: pageQuery }) page: z.infer<typeof pageQuery>, @Context() context: RequestContext) {
    return this.views.run(orderList, page, context);
  }

  /** One of the caller's orders with customer, payment, shipment and products. */
  @Get(':id')
  @ApiView(OrderDetails)
  details(@Param('id', { schema: Id }) orderId: string, @Context() context: RequestContext) {
    return this.views.run(orderDetails, { orderId }, context);
  }
}
