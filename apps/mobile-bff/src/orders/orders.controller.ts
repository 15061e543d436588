import { ApiView, Context, Id } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param } from '@nestjs/common';
import { Views } from '../views.js';
import { order, OrderScreen } from './order.view.js';

@Controller('v1/orders')
export class OrdersController {
  constructor(private readonly views: Views) {}

  /** One of the caller's orders as a phone shows it. */
  @Get(':id')
  @ApiView(OrderScreen)
  order(@Param('id', { schema: Id }) orderId: string, @Context() context: RequestContext) {
    return this.views.run(order, { orderId }, context);
  }
}
