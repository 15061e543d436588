import { Context } from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { Controller, Get, Param } from '@nestjs/common';
import { orderScreen } from './order-screen.view.js';
import { Views } from './views.js';

/** D, as a gateway of Frontdesk's answers it. */
@Controller('api/orders')
export class OrdersController {
  constructor(private readonly views: Views) {}

  @Get(':id')
  screen(@Param('id') orderId: string, @Context() context: RequestContext) {
    return this.views.run(orderScreen, { orderId }, context);
  }
}
